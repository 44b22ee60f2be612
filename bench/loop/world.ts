import { type ChildProcess, fork, spawn } from 'node:child_process'
import { join } from 'node:path'
import type pg from 'pg'
import { parentOf } from './cpu.ts'

/** A playbook as a dealership has one, whose news of an order carries a reference, so that each message is known again. */
const YAML = `
playbook: 1
name: Banc
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: 3, gapDays: 4 }
hours: { from: '00:00', to: '23:59', days: [1, 2, 3, 4, 5, 6, 7] }
moments:
  - id: ready
    title: { fr: Votre commande est prête }
    core: true
    on: order.ready
    if: order.kind == "vehicle" && customer.language == "fr"
    do: email
    subject: { fr: 'Votre {{ order.title }} est prête' }
    message:
      fr: |
        {{ customer.dear }},

        Votre {{ order.title }} est prête.
        XREF{{ fact.data.ref }}X

        {{ advisor.name | default: site.name }}
  - id: first-visit
    title: { fr: Merci de votre visite }
    on: visit.first
    do: word
    opening: { fr: 'Merci de votre visite' }
  - id: two-days-later
    title: { fr: Tout va bien }
    on: service.done
    after: 2 days
    at: '10:30'
    do: [call, email]
    subject: { fr: Tout va bien }
    message: { fr: 'Tout va bien ?' }
  - id: birthday
    title: { fr: Bon anniversaire }
    on: { date: customer.birthDate }
    do: email
    subject: { fr: Bon anniversaire }
    message: { fr: 'Bon anniversaire' }
`

const uuid = (kind: number, n: number): string => `0199000${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Customers with an e-mail, a telephone, an address, an advisor, a car, and an order that is ready: set-based, in seconds. */
export async function fill(client: pg.Client, people: number, siteId: string, staffId: string): Promise<void> {
  const id = (kind: number) => `('0199000${kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
  await client.query(`insert into customers.customer (id, title, given_name, family_name, language, advisor_id, site_id, street, postcode, city, birth_date, created_at, updated_at)
    select ${id(1)}, 'Mme', 'Prénom', 'Nom ' || n, 'fr', '${staffId}', '${siteId}', '1 rue des Clefs', lpad((1000 + n * 37 % 94000)::text, 5, '0'), 'Ville',
      date '1950-01-01' + (n % 20000 * 7919 % 20000), now(), now() from generate_series(0, ${people - 1}) n`)
  await client.query(
    `insert into customers.email (id, customer_id, address) select ${id(2)}, ${id(1)}, 'p' || n || '@example.org' from generate_series(0, ${people - 1}) n`,
  )
  await client.query(
    `insert into customers.phone (id, customer_id, e164) select ${id(3)}, ${id(1)}, '+336' || lpad((39980000 + n)::text, 8, '0') from generate_series(0, ${people - 1}) n`,
  )
  await client.query(
    `insert into customers.asset (id, kind, make, model, created_at, updated_at) select ${id(4)}, 'vehicle', 'Renault', 'Captur', now(), now() from generate_series(0, ${people - 1}) n`,
  )
  await client.query(
    `insert into customers.ownership (id, asset_id, customer_id) select ${id(5)}, ${id(4)}, ${id(1)} from generate_series(0, ${people - 1}) n`,
  )
  await client.query(`insert into timeline."order" (id, customer_id, asset_id, site_id, number, kind, title, state, amount_cents, placed_at, changed_at, source)
    select ${id(6)}, ${id(1)}, ${id(4)}, '${siteId}', 'B' || n, 'vehicle', 'Peugeot 3008', 'ready', 3000000, now() - interval '40 days', now(), 'bench' from generate_series(0, ${people - 1}) n`)
  // What the loop looks at is as full as after two years.
  await client.query(`insert into budget.attention (id, customer_id, at, channel, weight)
    select gen_random_uuid(), ${id(1)}, now() - (20 + n % 300) * interval '1 day', 'email', 1 from generate_series(0, ${people - 1}) n`)
  await client.query(`insert into visits.visit (id, site_id, customer_id, asset_id, door, state, arrived_at, left_at, certainty, probability, card, updated_at)
    select ${id(7)}, '${siteId}', ${id(1)}, ${id(4)}, 'gate', 'left', now() - (30 + n % 600) * interval '1 day', now() - (30 + n % 600) * interval '1 day' + interval '1 hour', 'told', 1, '{}', now()
    from generate_series(0, ${people - 1}) n`)
  await client.query('delete from customers.changed')
  await client.query('vacuum analyze')
}

/** The playbook in force, and a mail relay. */
export async function prepareLoop(client: pg.Client, smtpPort: number): Promise<void> {
  await client.query(
    `insert into moments.playbook (version, yaml, origin, at, live_from) values (1, $1, 'bench', now(), now())`,
    [YAML],
  )
  await client.query(
    `insert into messages.provider (id, channel, kind, name, settings, per_second, created_at, changed_at)
     values (gen_random_uuid(), 'email', 'smtp', 'sink', $1, 100000, now(), now())`,
    [
      JSON.stringify({
        host: '127.0.0.1',
        port: smtpPort,
        security: 'none',
        connections: 8,
        from: 'bench@example.org',
      }),
    ],
  )
}

/** What a till or a workshop's system tells of an order that is ready, one fact a request. */
export const readyFact = (customer: number, ref: number): string =>
  JSON.stringify({
    source: 'bench',
    facts: [
      {
        key: `r${ref}`,
        kind: 'order.ready',
        who: { id: uuid(1, customer) },
        at: new Date().toISOString(),
        orderId: uuid(6, customer),
        assetId: uuid(4, customer),
        data: { ref },
      },
    ],
  })

export interface Sink {
  port: number
  /** When each reference came, in epoch milliseconds. */
  came: Map<number, number>
  stop(): void
}

/** The sink in a process of its own. */
export async function openSink(wanted = 0, file?: string): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink.ts'), [String(wanted), ...(file ? [file] : [])], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const came = new Map<number, number>()
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the sink ended')))
    child.on('message', (message: { port?: number; came?: [number, number][] }) => {
      if (message.port) resolve(message.port)
      for (const [ref, at] of message.came ?? []) if (!came.has(ref)) came.set(ref, at)
    })
  })
  return { port, came, stop: () => child.kill('SIGKILL') }
}

export interface OpenHouse {
  pid: number
  child: ChildProcess
  stop(): Promise<void>
}

/** The house as `npm start` runs it, on a database that the bench holds. */
export async function openHouse(
  folder: string,
  port: number,
  databaseUrl: string,
  more: Record<string, string> = {},
): Promise<OpenHouse> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      OKAERI_DATA: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      OKAERI_LOG: 'error',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((open, failed) => {
    child.stdout.on('data', (text: Buffer) => text.includes('is open') && open())
    child.once('exit', (code) => failed(new Error(`the house ended with ${code}`)))
  })
  return {
    pid: child.pid ?? 0,
    child,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The process of the database server that serves this client. */
export async function postmasterOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return parentOf(rows[0]!.pid)
}
