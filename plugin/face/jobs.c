/* SPDX-License-Identifier: MIT */
/*
 * Paths → results, in order. A ring of jobs: workers take the next path as long as its place in the
 * ring is free, the calling thread empties the places one after the other.
 *
 *     handed over   finished, waiting   being worked on   not begun
 *     ............. ................... ................. .............
 *                   ^ printed                             ^ next
 *                   |<------------ at most the ring ----->|
 */
#include "face/jobs.h"

#include "face/memory.h"
#include "face/replace.h"
#include "fencepost.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More memory than this no document gets, whatever it holds. */
#define MOST_MEMORY ((size_t)1 << 30)

/* Memory of results that wait; over it only the document whose turn it is is begun. */
#define MOST_WAITING ((size_t)256 << 20)

/* Places of the ring for each thread. */
#define PLACES 16

#define MOST_THREADS 240

enum state { EMPTY, WORKING, FINISHED };

struct place {
	struct fp_job job;
	enum state state;
	size_t memory; /* of a finished job that waits */
};

struct pool {
	const struct fp_work *work;
	const struct fp_path *paths;
	size_t count;
	struct place *ring;
	size_t places;
	pthread_mutex_t lock;
	pthread_cond_t begun, finished; /* places are free again; the awaited job is finished */
	size_t next;                    /* path that is begun next */
	size_t printed;                 /* path that is handed over next */
	size_t ready;                   /* results that wait … */
	size_t waiting;                 /* … and their memory */
	const struct place *awaited;    /* by the calling thread; NULL: it has work */
	unsigned idle;                  /* workers that wait */
	bool ended;
};

struct call {
	const struct fp_work *work;
	struct fp_job *job;
};

static void call_work(void *argument)
{
	struct call *call = argument;

	call->work->run(call->work->user, call->job);
}

static void let_go(struct fp_job *job)
{
	fp_arena_free(job->arena);
	job->arena = NULL;
}

static void run_job(const struct fp_work *work, struct fp_job *job, const struct fp_path *path)
{
	struct call call = {work, job};
	int status;

	memset(job, 0, offsetof(struct fp_job, error));
	job->error.status = 0;
	job->path = path;
	job->file.fd = -1;
	job->arena = fp_arena_new(&fp_memory, MOST_MEMORY);
	status = job->arena ? fp_arena_try(job->arena, call_work, &call) : FENCEPOST_ENOMEM;
	fp_file_close(&job->file);
	if (status)
		fp_fail(&job->error, status,
		        "%s: no memory is left, or it would take more than 1 GiB", path->name);
	if (job->silent || job->error.status)
		let_go(job);
}

/* ---- one thread ---- */

static void run_here(const struct fp_work *work, const struct fp_path *paths, size_t count)
{
	struct fp_job job;
	bool more = true;

	for (size_t i = 0; more && i < count; i++) {
		run_job(work, &job, &paths[i]);
		more = work->done(work->user, &job);
		let_go(&job);
	}
}

/* ---- several ---- */

static bool must_wait(const struct pool *pool)
{
	return pool->next - pool->printed >= pool->places ||
	       (pool->waiting > MOST_WAITING && pool->next > pool->printed);
}

/* The place of the next path, marked as worked on; NULL where there is nothing left to do. */
static struct place *begin(struct pool *pool, const struct fp_path **path)
{
	struct place *place = NULL;

	pthread_mutex_lock(&pool->lock);
	while (!pool->ended && pool->next < pool->count && must_wait(pool)) {
		pool->idle++;
		pthread_cond_wait(&pool->begun, &pool->lock);
		pool->idle--;
	}
	if (!pool->ended && pool->next < pool->count) {
		place = &pool->ring[pool->next % pool->places];
		place->state = WORKING;
		*path = &pool->paths[pool->next++];
	}
	pthread_mutex_unlock(&pool->lock);
	return place;
}

/*
 * Nobody is woken for one place: that takes as long as a small document does. The calling thread is
 * let sleep until half of the ring can be handed over, or there is no more to wait for; workers, until
 * half of it is free.
 */
static bool worth_handing_over(const struct pool *pool)
{
	return pool->awaited && pool->awaited->state == FINISHED &&
	       (pool->ready >= pool->places / 2 || pool->next == pool->count ||
	        pool->waiting > MOST_WAITING);
}

static bool worth_beginning(const struct pool *pool)
{
	return pool->idle > 0 && (pool->ended || pool->next - pool->printed <= pool->places / 2);
}

static void finish(struct pool *pool, struct place *place)
{
	place->memory = place->job.arena ? fp_arena_used(place->job.arena) : 0;
	pthread_mutex_lock(&pool->lock);
	place->state = FINISHED;
	pool->ready++;
	pool->waiting += place->memory;
	if (worth_handing_over(pool))
		pthread_cond_signal(&pool->finished);
	pthread_mutex_unlock(&pool->lock);
}

static void *worker(void *argument)
{
	struct pool *pool = argument;
	const struct fp_path *path = NULL;
	struct place *place;

	fp_replace_as_worker();
	while ((place = begin(pool, &path))) {
		run_job(pool->work, &place->job, path);
		finish(pool, place);
	}
	return NULL;
}

static void wait_for(struct pool *pool, const struct place *place)
{
	pthread_mutex_lock(&pool->lock);
	pool->awaited = place;
	while (place->state != FINISHED)
		pthread_cond_wait(&pool->finished, &pool->lock);
	pool->awaited = NULL;
	pthread_mutex_unlock(&pool->lock);
}

static void empty(struct pool *pool, struct place *place, bool more)
{
	let_go(&place->job);
	pthread_mutex_lock(&pool->lock);
	place->state = EMPTY;
	pool->ready--;
	pool->waiting -= place->memory;
	pool->printed++;
	pool->ended = !more;
	if (worth_beginning(pool))
		pthread_cond_broadcast(&pool->begun);
	pthread_mutex_unlock(&pool->lock);
}

static void hand_over(struct pool *pool)
{
	bool more = true;

	for (size_t i = 0; more && i < pool->count; i++) {
		struct place *place = &pool->ring[i % pool->places];

		wait_for(pool, place);
		more = pool->work->done(pool->work->user, &place->job);
		empty(pool, place, more);
	}
}

/* Frees what was finished after the end. */
static void clear(struct pool *pool)
{
	for (size_t i = 0; i < pool->places; i++)
		if (pool->ring[i].state == FINISHED)
			let_go(&pool->ring[i].job);
	free(pool->ring);
}

/* Starts threads that leave all signals to this one; answers how many could be started. */
static unsigned start_threads(struct pool *pool, pthread_t *ids, unsigned wanted)
{
	unsigned started = 0;
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (started < wanted && pthread_create(&ids[started], NULL, worker, pool) == 0)
		started++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

/* Answers false where not even one thread could be started; nothing is done then. */
static bool run_pool(struct pool *pool, unsigned threads)
{
	pthread_t ids[MOST_THREADS];
	unsigned started;

	pool->places = (size_t)threads * PLACES;
	pool->ring = calloc(pool->places, sizeof(*pool->ring));
	if (!pool->ring)
		return false;
	started = start_threads(pool, ids, threads);
	if (started > 0)
		hand_over(pool);
	for (unsigned i = 0; i < started; i++)
		pthread_join(ids[i], NULL);
	clear(pool);
	return started > 0;
}

static unsigned processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count < 1 ? 1 : (unsigned)count;
}

void fp_jobs_run(const struct fp_work *work, const struct fp_path *paths, size_t count,
                 unsigned threads)
{
	struct pool pool = {.work = work,
	                    .paths = paths,
	                    .count = count,
	                    .lock = PTHREAD_MUTEX_INITIALIZER,
	                    .begun = PTHREAD_COND_INITIALIZER,
	                    .finished = PTHREAD_COND_INITIALIZER};

	if (threads == 0)
		threads = processors();
	if (threads > MOST_THREADS)
		threads = MOST_THREADS;
	if (threads > count)
		threads = (unsigned)count;
	if (threads < 2 || !run_pool(&pool, threads))
		run_here(work, paths, count);
}
