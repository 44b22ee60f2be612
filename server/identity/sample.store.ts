import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'
import { ASKED_BANDS, DRAWN, FEWEST_MERGES, JOINED_BANDS, type SampleKind } from './bands.ts'
import type { PassFound } from './pass.ts'
import type { SampledBand } from './quality.ts'
import type { KeptEdge } from './record.ts'
import { OPEN } from './review.store.ts'

const bandOf = (bits: string, bands: readonly number[]) =>
  sql`width_bucket(${sql.ref(bits)}::double precision, ${[...bands]}::double precision[])`

/**
 * Merges that happened by themselves, one pair each: the two records it rests on. One that was parted and joined again by a person is theirs. `lost`:
 * undone, and not because it was drawn.
 */
const MERGED = sql`
  select e.id, least(e.because -> 'pair' ->> 0, e.because -> 'pair' ->> 1)::uuid as a, greatest(e.because -> 'pair' ->> 0, e.because -> 'pair' ->> 1)::uuid as b,
    e.bits, ${bandOf('e.bits', JOINED_BANDS)} as band,
    e.undone_at is not null and not exists (select from identity.control c where c.kind = 'joined' and c.event_id = e.id) as lost
  from identity.event e
  where e.kind = 'merge' and e.by is null and e.bits is not null and jsonb_typeof(e.because -> 'pair') = 'array'
    and not (e.undone_at is not null and exists (
      select from identity.event s where s.kind = 'split' and s.other_id = e.other_id and s.because -> 'split' ->> 'of' = e.id::text and s.undone_at is not null))`

/** The smallest hashes of each band: the same for the same pairs, and none of its own choosing. */
const TURN = sql`row_number() over (partition by band order by hashtextextended(id::text, 63), id)`

interface Drawn {
  a: string
  b: string
  bits: number
  band: number
  turn: number
  id?: string
}
const DRAWN_COLUMNS = { a: 'uuid', b: 'uuid', bits: 'real', band: 'smallint', turn: 'integer', id: 'uuid' }
const SIZES = { band: 'smallint', pairs: 'bigint', undone: 'bigint' }

/** What is drawn of a kind from now on: what is no longer among the smallest hashes goes, and with it its answer from the estimate. */
async function keepDrawn(db: Db, kind: SampleKind, drawn: readonly Drawn[], now: Date): Promise<void> {
  const once = [...new Map(drawn.map((pair) => [pair.a + pair.b, pair])).values()]
  const columns = arraysOf(DRAWN_COLUMNS, once)
  await sql`delete from identity.control c where c.kind = ${kind} and not exists (select from unnest(${columns}) as x(a, b, bits, band, turn, id) where x.a = c.a and x.b = c.b)`.execute(
    db,
  )
  await sql`
    insert into identity.control (kind, a, b, band, turn, bits, event_id, drawn_at)
    select ${kind}, a, b, band, turn, bits, id, ${now}::timestamptz from unnest(${columns}) as x(a, b, bits, band, turn, id)
    on conflict (kind, a, b) do update set band = excluded.band, turn = excluded.turn, bits = excluded.bits, event_id = excluded.event_id`.execute(
    db,
  )
}

async function keepSizes(
  db: Db,
  kind: SampleKind,
  sizes: readonly { band: number; pairs: number; undone: number }[],
  now: Date,
): Promise<void> {
  await sql`delete from identity.stratum where kind = ${kind}`.execute(db)
  await sql`
    insert into identity.stratum (kind, band, pairs, undone, at)
    select ${kind}, band, pairs, undone, ${now}::timestamptz from unnest(${arraysOf(SIZES, sizes)}) as x(band, pairs, undone)`.execute(
    db,
  )
}

/**
 * Draws anew among the merges that happened by themselves and the pairs that wait. What was drawn and is still among the smallest hashes stays, with
 * its answer; what came since takes its chance. Nothing is drawn while there are few merges.
 */
export async function drawControls(db: Db, ask: number, now: Date): Promise<void> {
  const merged = await sql<Drawn & { pairs: number; undone: number }>`
    with merged as materialized (${MERGED}),
    sizes as (select band, count(*)::int as pairs, count(*) filter (where lost)::int as undone from merged group by band)
    select m.id, m.a, m.b, m.bits, s.band, m.turn::int as turn, s.pairs, s.undone
    from sizes s left join (select m.*, ${TURN} as turn from merged m where not lost) m on m.band = s.band and m.turn <= ${DRAWN.joined}`.execute(
    db,
  )
  const sizes = [...new Map(merged.rows.map(({ band, pairs, undone }) => [band, { band, pairs, undone }])).values()]
  const many = sizes.reduce((sum, { pairs }) => sum + pairs, 0) >= FEWEST_MERGES
  await keepSizes(db, 'joined', sizes, now)
  await keepDrawn(db, 'joined', many ? merged.rows.filter(({ id }) => id) : [], now)
  const open = await sql<Drawn & { pairs: number }>`
    with open as materialized (
      select distinct on (least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id)) e.a, e.b, e.bits
      ${OPEN} and e.bits >= ${ask}
      order by least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id), e.bits desc),
    banded as (select a, b, bits, a::text || b::text as id, ${bandOf('open.bits', ASKED_BANDS)} as band from open)
    select a, b, bits, band, turn::int as turn, pairs::int as pairs from (
      select b.*, ${TURN} as turn, count(*) over (partition by band) as pairs from banded b) b
    where turn <= ${DRAWN.asked}`.execute(db)
  const waiting = new Map(open.rows.map(({ band, pairs }) => [band, { band, pairs, undone: 0 }]))
  await keepSizes(db, 'asked', [...waiting.values()], now)
  await keepDrawn(db, 'asked', many ? open.rows : [], now)
}

/** What a pass over everyone found just below asking is from now on what is drawn there. */
export async function saveNear(db: Db, near: PassFound['near'], now: Date): Promise<void> {
  await keepSizes(
    db,
    'near',
    near.map(({ pairs }, band) => ({ band, pairs, undone: 0 })),
    now,
  )
  await keepDrawn(
    db,
    'near',
    near.flatMap(({ drawn }, band) => drawn.map((pair, n): Drawn => ({ ...pair, band, turn: n + 1 }))),
    now,
  )
}

/** What a person said last of a pair; answers taken back left out. */
const SAID = sql`left join lateral (
    select j.verdict from identity.judgement j
    where j.a = c.a and j.b = c.b and j.undone_at is null and j.by is not null and j.verdict <> 'unsure'
    order by j.at desc, j.id desc limit 1) j on true`

/**
 * Pairs drawn that nobody has answered, band by band in turn, so that each band is heard early. Of merges, those that stand; of pairs below asking, those
 * of two customers. Those that wait come as doubts anyway.
 */
export async function controlsToAsk(db: Db, limit: number): Promise<KeptEdge[]> {
  if (limit <= 0) return []
  const { rows } = await sql<KeptEdge>`
    select c.a, c.b, c.bits, 0 as related from identity.control c
    join identity.record ra on ra.id = c.a
    join identity.record rb on rb.id = c.b
    left join identity.event e on e.id = c.event_id
    where c.kind in ('joined', 'near') and (select coalesce(sum(pairs), 0) from identity.stratum where kind = 'joined') >= ${FEWEST_MERGES}
      and (c.kind = 'near' or (e.undone_at is null and ra.customer_id = e.customer_id and rb.customer_id = e.customer_id))
      and (c.kind = 'joined' or ra.customer_id <> rb.customer_id)
      and not exists (select from identity.judgement j where j.a = c.a and j.b = c.b and j.undone_at is null)
    order by c.turn, c.kind, c.band limit ${limit}`.execute(db)
  return rows
}

/** The merge that was drawn with this pair, if it stands. */
export async function drawnMerge(db: Db, [a, b]: readonly [string, string]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select e.id from identity.control c join identity.event e on e.id = c.event_id
    where c.kind = 'joined' and c.a = ${a}::uuid and c.b = ${b}::uuid and e.undone_at is null`.execute(db)
  return rows[0]?.id
}

/** How many pairs drawn this person has answered since. */
export async function controlsAnsweredSince(db: Db, reader: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (c.a, c.b)) as n from identity.control c
    join identity.judgement j on j.a = c.a and j.b = c.b and j.undone_at is null and j.by = ${reader}::uuid
    where c.kind in ('joined', 'near') and j.at >= ${since}::timestamptz`.execute(db)
  return rows[0]!.n
}

/** Each band of what was drawn, with what people said of it. Of pairs that wait, every answer given in their band counts. */
export async function sampledBands(db: Db): Promise<(SampledBand & { at: Date })[]> {
  const { rows } = await sql<SampledBand & { at: Date }>`
    with said as (
      select c.kind, c.band, true as drawn,
        case when c.kind = 'joined' and e.undone_at is not null then 'different'
          when c.kind = 'near' and j.verdict is null and ra.customer_id = rb.customer_id then 'different' else j.verdict end as verdict
      from identity.control c left join identity.event e on e.id = c.event_id
      left join identity.record ra on ra.id = c.a left join identity.record rb on rb.id = c.b ${SAID}
      where c.kind <> 'asked'
      union all
      select 'asked', ${bandOf('c.bits', ASKED_BANDS)}, exists (select from identity.control k where k.kind = 'asked' and k.a = c.a and k.b = c.b), c.verdict
      from (select distinct on (a, b) a, b, bits, verdict from identity.judgement
        where undone_at is null and by is not null and verdict <> 'unsure' and bits is not null order by a, b, at desc, id desc) c
      where not exists (select from identity.control k where k.kind <> 'asked' and k.a = c.a and k.b = c.b))
    select s.kind, s.band, s.pairs::int as pairs, s.undone::int as undone, s.at,
      (select count(*)::int from identity.control c where c.kind = s.kind and c.band = s.band) as drawn,
      (select count(*)::int from said where said.kind = s.kind and said.band = s.band and said.verdict is not null) as asked,
      (select count(*)::int from said where said.kind = s.kind and said.band = s.band and said.verdict = 'same') as same
    from identity.stratum s order by s.kind, s.band`.execute(db)
  return rows
}

/** Pairs that wait, by band, as they are now; those somebody was not sure of among them. */
export async function waitingBands(db: Db, ask: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ band: number; pairs: number }>`
    with open as (
      select distinct on (least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id)) e.bits
      ${OPEN} and e.bits >= ${ask}
      order by least(ra.customer_id, rb.customer_id), greatest(ra.customer_id, rb.customer_id), e.bits desc)
    select ${bandOf('open.bits', ASKED_BANDS)} as band, count(*)::int as pairs from open group by 1 order by 1`.execute(
    db,
  )
  return new Map(rows.map(({ band, pairs }) => [band, pairs]))
}

/** Says something else once anything was joined, parted or answered since. */
export async function lastMoved(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select concat_ws(' ', (select max(at) from identity.event), (select max(at) from identity.pass),
      (select count(*) from identity.edge), (select count(*) from identity.judgement where undone_at is null)) as at`.execute(
    db,
  )
  return rows[0]!.at
}
