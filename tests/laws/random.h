/* SPDX-License-Identifier: MIT */
/* Numbers that look random and are the same on every run: a seed names a case. */
#ifndef LAWS_RANDOM_H
#define LAWS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

/* splitmix64 (Steele, Lea, Flood 2014). */
static inline uint64_t random_next(struct random *r)
{
	uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* A number from 0 to n - 1. */
static inline uint32_t random_below(struct random *r, uint32_t n)
{
	return (uint32_t)(random_next(r) % n);
}

/* True once in n times. */
static inline bool random_once(struct random *r, uint32_t n)
{
	return random_below(r, n) == 0;
}

#endif
