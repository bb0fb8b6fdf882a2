// pg-boss as its users run it one by one: eight loops of fetch and complete. node pgboss.cjs JOBS BACKLOG;
// prints seconds, from the first job begun to the last one finished.
const PgBoss = require('pg-boss');
const [jobs, backlog] = process.argv.slice(2).map(Number);

(async () => {
  const boss = new PgBoss({ host: process.env.PGHOST, user: process.env.PGUSER, database: process.env.PGDATABASE, max: 8,
    supervise: false, schedule: false });
  boss.on('error', (error) => { throw error; });
  await boss.start();
  await boss.createQueue('video');
  await boss.purgeQueue('video');
  for (let i = 0; i < backlog; i += 1000)
    await boss.insert(Array.from({ length: 1000 }, () => ({ name: 'video', data: { prompt: 'rain on a tin roof' } })));
  await boss.getDb().executeSql('ANALYZE');
  let left = jobs;
  let start;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (left-- > 0) {
      const [job] = await boss.fetch('video');
      start ??= process.hrtime.bigint();
      await boss.complete('video', job.id);
    }
  }));
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
  await boss.stop({ graceful: false });
  process.exit(0);
})();
