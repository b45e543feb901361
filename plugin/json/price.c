/* SPDX-License-Identifier: MIT */
/* The table of prices, and names for it: a test or a bench may override any price by its name. */
#include "json/price.h"

#include <stddef.h>
#include <string.h>

#define FP_PRICE_VALUE(name, price, habit) [FP_PRICE_##name] = (price),
const struct fp_prices fp_prices_default = {{FP_PRICES(FP_PRICE_VALUE)}};
#undef FP_PRICE_VALUE

#define FP_PRICE_NAME(name, price, habit) [FP_PRICE_##name] = #name,
static const char *const names[FP_PRICE_COUNT] = {FP_PRICES(FP_PRICE_NAME)};
#undef FP_PRICE_NAME

#define FP_PRICE_HABIT(name, price, habit) [FP_PRICE_##name] = FP_HABIT_##habit,
const uint8_t fp_price_habits[FP_PRICE_COUNT] = {FP_PRICES(FP_PRICE_HABIT)};
#undef FP_PRICE_HABIT

#define FP_HABIT_PERCENT(name, percent) [FP_HABIT_##name] = (percent),
const int32_t fp_habit_percents[FP_HABIT_COUNT] = {FP_HABITS(FP_HABIT_PERCENT)};
#undef FP_HABIT_PERCENT

bool fp_prices_set(struct fp_prices *prices, const char *name, int32_t price)
{
	for (size_t i = 0; i < FP_PRICE_COUNT; i++) {
		if (strcmp(names[i], name) == 0) {
			prices->of[i] = price;
			return true;
		}
	}
	return false;
}
