import { file, type Planted, type PlantedBy } from './planted.ts'

const STORE = 'server/customers/customers.store.ts'
const FLOW = 'server/flows/arrival.flow.ts'
const MIGRATION = file(
  'migrations/0001_all.sql',
  'create table customers.customer (id uuid);\ncreate table customers.phone (id uuid);\ncreate table visits.visit (id uuid);\ncreate table timeline."order" (id uuid);\ncreate table network.site (id uuid);',
)
const SQL = `import { sql } from 'kysely'\n`

const bad = (story: string, text: string, path = STORE): Planted => {
  const [before = '', after = ''] = text.split('§')
  return { story, files: { ...MIGRATION, ...file(path, before + after) }, at: `${path}:${before.split('\n').length}` }
}
const near = (story: string, text: string, path = STORE): Planted => ({
  story,
  files: { ...MIGRATION, ...file(path, text) },
})

export const plantedSql: PlantedBy = {
  sql: [
    bad('a slice writes another’s table', `db.insertInto(§'network.site').values({})`),
    bad('a slice reads downstream', `db.selectFrom(§'visits.visit as v').selectAll()`),
    bad('in a list', `db.selectFrom(['customers.customer as c',\n§'visits.visit as v'])`),
    bad(
      'in a join',
      `db.selectFrom('customers.customer as c')\n.innerJoin(§'visits.visit as v', 'v.customer_id', 'c.id')`,
    ),
    bad('in the from of an update', `db.updateTable('customers.phone').set({}).from(§'visits.visit')`),
    bad('with a name in quotes', `db['deleteFrom'](§'visits.visit')`),
    bad('with a table held in a constant', `const TABLE = 'visits.visit'\ndb.deleteFrom(§TABLE)`),
    bad('with a table handed in', `export const wipe = (table) => db.deleteFrom(§table)`),
    bad('a schema mistyped', `db.selectFrom(§'custommers.customer')`),
    bad('a table that no migration makes', `db.selectFrom(§'customers.custommer')`),
    bad('a table without its schema', `db.selectFrom(§'customer')`),
    bad('written out in SQL', `${SQL}sql\`\n  update §visits.visit set state = 'left'\``),
    bad('whatever the letters', `${SQL}sql\`DELETE\n FROM §Visits.Visit\``),
    bad('whatever the tag is called', `import { sql as ask } from 'kysely'\nask\`select 1\nfrom §visits.visit\``),
    bad('through the whole library', `import * as k from 'kysely'\nk.sql\`select 1 from §visits.visit\``),
    bad('after a comma', `${SQL}sql\`select 1 from customers.customer c,\n§visit v\``),
    bad('in a subquery', `${SQL}sql\`select 1 from customers.customer c where exists (select from §visits.visit)\``),
    bad('in a fragment', `${SQL}const there = sql\`exists (select from §visits.visit)\``),
    bad(
      'in a with that writes',
      `${SQL}sql\`with gone as (delete from §visits.visit returning id) select id from gone\``,
    ),
    bad(
      'as a merge',
      `${SQL}sql\`merge into §network.site using customers.customer on true when matched then do nothing\``,
    ),
    bad('as a truncate of two', `${SQL}sql\`truncate customers.phone, §network.site\``),
    bad('as a copy', `${SQL}sql\`copy §network.site (id) from stdin\``),
    bad('through sql.table', `${SQL}sql\`insert into §\${sql.table('network.site')} (id) values (1)\``),
    bad('through sql.id', `${SQL}sql\`select 1 from \${§sql.id('visits', 'visit')}\``),
    bad('through sql.raw', `${SQL}sql.raw(\`select 1 from §visits.visit\`)`),
    bad('through a table that is computed', `${SQL}sql\`update §\${table} set x = 1\``),
    bad('through a text that is computed', `${SQL}§sql.raw(text)`),
    bad('through a connection', `pool.query(\`select 1 from §visits.visit\`)`),
    bad('the shape changed outside migrations', `${SQL}sql\`§create index on customers.customer (id)\``),
    bad('a flow that writes by itself', `db.updateTable(§'visits.visit').set({})`, FLOW),
    bad(
      'a flow’s store that writes by itself',
      `${SQL}sql\`insert into §visits.visit values (1)\``,
      'server/flows/floor.store.ts',
    ),
    bad(
      'SQL in a file that only decides',
      `export const all = (db) => db.selectFrom(§'customers.customer')`,
      'server/customers/name.ts',
    ),
    bad('SQL in routes', `on(() => db.selectFrom(§'customers.customer'))`, 'server/customers/customers.routes.ts'),
    bad('SQL in an edge', `db.selectFrom(§'customers.customer')`, 'server/edges/calls/ring.ts'),
    bad('SQL on the web', `db.selectFrom(§'customers.customer')`, 'web/ask.ts'),
    bad('kit that knows a business table', `${SQL}sql\`select 1 from §customers.customer\``, 'server/kit/jobs.ts'),
    near(
      'near: own and upstream tables, names given by with, functions, from as a separator, SQL in a comment',
      `${SQL}
// sql\`delete from visits.visit\`
const text = 'delete from visits.visit'
sql\`
  with recent(id) as (select id from customers.customer /* visits.visit */ where note <> 'from visits.visit' and a is distinct from b),
       older as not materialized (select r.id from recent r, network.site s)
  insert into customers.customer (id)
  select extract(epoch from c.at) from recent c join lateral unnest(c.ids) i on true, older, generate_series(1, 2) g
  where substring(c.name from 2) = 'x' -- from visits.visit
  on conflict (id) do update set id = 1\`
sql\`update customers.phone p set id = x.id from jsonb_to_recordset(\${rows}) x where p.id = x.id\`
sql\`select id from customers.customer for update of customer skip locked\`
sql\`delete from customers.phone using customers.customer c where c.id = 1\`
sql\`fetch 100 from plates\`
sql\`select 1 from pg_tables\`
db.with('latest', (db) => db.selectFrom('customers.customer')).selectFrom('latest as l').innerJoin((eb) => eb.selectFrom('network.site').as('s'), 'a', 'b')
Array.from('visits.visit')
Buffer.from('visits.visit')`,
    ),
    near(
      'near: a flow that reads everything',
      `${SQL}sql\`select 1 from visits.visit v join timeline."order" o using (id)\``,
      FLOW,
    ),
    near(
      'near: a slice’s flow that writes its own',
      `db.updateTable('customers.phone').set({})`,
      'server/customers/phones.flow.ts',
    ),
    near(
      'near: who lays the demo, named with a reason',
      `db.insertInto('visits.visit')`,
      'server/flows/demo/demo-history.store.ts',
    ),
    near(
      'near: the migrator’s own table',
      `${SQL}sql\`create table if not exists public.migration (n int)\`\nsql.raw(text)`,
      'server/kit/migrate.ts',
    ),
    near('near: a test may look anywhere', `db.selectFrom('visits.visit')`, 'server/customers/customers.flow.test.ts'),
  ],
}
