// graphile-worker as its users run it: eight at a time, each job taken and finished by itself. node graphile.cjs JOBS BACKLOG;
// prints seconds, from the first job begun to the last one finished.
const { run, makeWorkerUtils, Logger } = require('graphile-worker');
const { Pool } = require('pg');
const [jobs, backlog] = process.argv.slice(2).map(Number);
const logger = new Logger(() => () => {});

(async () => {
  const pgPool = new Pool({ host: process.env.PGHOST, user: process.env.PGUSER, database: process.env.PGDATABASE, max: 12 });
  const utils = await makeWorkerUtils({ pgPool, logger });
  await utils.migrate();
  await pgPool.query('DELETE FROM graphile_worker._private_jobs');
  await pgPool.query(
    `SELECT graphile_worker.add_job('video', json_build_object('prompt', 'rain on a tin roof')) FROM generate_series(1, ${backlog})`);
  await pgPool.query('VACUUM ANALYZE');
  let done = 0;
  let start;
  const finished = new Promise((resolve) => {
    run({
      pgPool, logger, concurrency: 8, pollInterval: 500, noHandleSignals: true,
      taskList: { video: async () => {
        start ??= process.hrtime.bigint();
        if (++done === jobs) resolve();
      } },
    });
  });
  await finished;
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
  process.exit(0);
})();
