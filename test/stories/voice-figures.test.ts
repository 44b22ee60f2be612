import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import { type Metric, SCALE_OF, type Scale } from '../../contract/surveys.ts'
import * as voice from '../../contract/voice.ts'
import { openReader } from '../../server/edges/reader/shipped-reader.edge.ts'
import { eraseFeedback } from '../../server/feedback/person-data.store.ts'
import type { Given } from '../../server/flows/feedback/given.ts'
import { recordAnswer } from '../../server/flows/feedback/record-answer.flow.ts'
import { tally, tallyAsked } from '../../server/flows/voice/tally.flow.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId, anne } = town
const { house } = town.world
const reader = openReader()
let second = ''

const DAY = 86_400_000
let given = 0
const answer = (
  score: number,
  more: Partial<Omit<Given, 'about'>> & { about?: Partial<Given['about']>; daysAgo?: number } = {},
) => {
  const { about, daysAgo = 3, ...rest } = more
  given += 1
  const metric: Metric = rest.metric ?? 'nps'
  return recordAnswer(house, reader, {
    text: '',
    metric,
    scale: SCALE_OF[metric],
    score,
    language: 'fr',
    channel: 'email',
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: `device-${given}`,
    followUps: {},
    quote: null,
    leftOut: null,
    at: new Date(house.now().getTime() - daysAgo * DAY),
    ...rest,
    about: {
      customerId: null,
      siteId,
      staffId: null,
      assetId: null,
      orderId: null,
      visitId: null,
      moment: null,
      service: null,
      ...about,
    },
  })
}

/** What a plain count of the answers gives, without a tally. */
async function recounted(metric: Metric, site?: string) {
  const { rows } = await sql<{ happy: number; between: number; unhappy: number; out: number }>`
    select count(*) filter (where band = 'happy' and left_out is null)::int as happy,
      count(*) filter (where band = 'between' and left_out is null)::int as between,
      count(*) filter (where band = 'unhappy' and left_out is null)::int as unhappy,
      count(*) filter (where left_out is not null)::int as out
    from feedback.answer where metric = ${metric} and (${site ?? null}::uuid is null or site_id = ${site ?? null}::uuid)
      and at >= ${new Date(house.now().getTime() - 90 * DAY)}`.execute(house.db)
  return rows[0]!
}
const figures = (query: Partial<voice.VoiceFilter> = {}) => owner.ask(voice.voiceFigures, { query })
const nps = async (query: Partial<voice.VoiceFilter> = {}) =>
  (await figures(query)).metrics.find(({ metric }) => metric === 'nps')!

async function sameAsPlain(): Promise<void> {
  await tally(house)
  for (const site of [undefined, siteId, second]) {
    for (const { metric, now, leftOut } of (await figures(site ? { site } : {})).metrics) {
      const plain = await recounted(metric, site)
      expect({ happy: now.happy, between: now.between, unhappy: now.unhappy, out: leftOut }).toEqual(plain)
      expect(now.n).toBe(plain.happy + plain.between + plain.unhappy)
    }
  }
}

beforeAll(async () => {
  second = (
    await owner.ask(network.createSite, {
      body: { name: 'Rambouillet', timeZone: 'Europe/Paris', services: ['reception'] },
    })
  ).id
  for (let i = 0; i < 50; i++)
    await answer([10, 9, 9, 8, 7, 6, 3, 0][i % 8]!, {
      daysAgo: i,
      channel: i % 3 === 0 ? 'sms' : 'email',
      text: i % 2 === 0 ? `Merci, parfait, très bon accueil, visite ${i}` : '',
      about: { siteId: i % 5 === 0 ? second : siteId, moment: i % 2 ? 'merci' : null, service: 'service' },
    })
  for (const score of [5, 4, 4, 2, 1, 3]) await answer(score, { metric: 'csat' })
})

test('figures are what a count of the answers gives', sameAsPlain)

test('a scale asked the other way round is read by its good end', async () => {
  const down: Scale = { min: 1, max: 6, direction: 'down' }
  for (const score of [1, 1, 2, 6]) await answer(score, { metric: 'ces', scale: down })
  for (const score of [7, 6, 2]) await answer(score, { metric: 'ces' })
  await sameAsPlain()
  const ces = (await figures()).metrics.find(({ metric }) => metric === 'ces')!
  expect(ces.now).toMatchObject({ n: 7, happy: 5, unhappy: 2 })
  expect(ces.scales).toEqual([
    { steps: 5, counts: [1, 0, 0, 0, 1, 2] },
    { steps: 6, counts: [0, 1, 0, 0, 0, 1, 1] },
  ])
})

test('what is left out is told, and not counted', async () => {
  const before = await nps()
  await answer(0, { leftOut: 'bot' })
  await sameAsPlain()
  const after = await nps()
  expect(after.now.n).toBe(before.now.n)
  expect(after.leftOut).toBe(before.leftOut + 1)
})

test('an answer of nobody’s site counts for the network, and for no site', async () => {
  const [all, here] = [await nps(), await nps({ site: siteId })]
  await answer(10, { about: { siteId: null } })
  await sameAsPlain()
  expect((await nps()).now.n).toBe(all.now.n + 1)
  expect((await nps({ site: siteId })).now.n).toBe(here.now.n)
})

test('an answer that is changed counts as it is now; counting twice changes nothing', async () => {
  const { answerId } = await answer(10, { deviceKey: 'changes-their-mind' })
  await sameAsPlain()
  const before = await nps()
  await answer(2, { deviceKey: 'changes-their-mind' })
  await sameAsPlain()
  const after = await nps()
  expect(after.now).toMatchObject({
    n: before.now.n,
    happy: before.now.happy - 1,
    unhappy: before.now.unhappy + 1,
  })
  const { rows } = await sql<{
    id: string
  }>`select id from feedback.answer where device_key = 'changes-their-mind'`.execute(house.db)
  expect(rows).toEqual([{ id: answerId }])
  await sql`insert into feedback.changed (site_id, day, at) select distinct coalesce(site_id, '00000000-0000-0000-0000-000000000000'), (at at time zone 'UTC')::date, now() from feedback.answer`.execute(
    house.db,
  )
  await sameAsPlain()
  expect((await nps()).now).toEqual(after.now)
})

test('after an erasure the score of the day stays, their words are gone', async () => {
  await answer(3, { text: 'On attend toujours, jamais rappelé', about: { customerId: anne.customerId } })
  await tally(house)
  const before = await figures()
  await eraseFeedback(house.db, [anne.customerId], house.now())
  await sameAsPlain()
  const after = await figures()
  expect(after.metrics.map(({ now }) => now.n)).toEqual(before.metrics.map(({ now }) => now.n))
  expect(after.words.n).toBe(before.words.n - 1)
})

test('filters: by moment, service, channel and days', async () => {
  const plain = async (where: ReturnType<typeof sql>) => {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from feedback.answer where metric = 'nps' and left_out is null and ${where}`.execute(
      house.db,
    )
    return rows[0]!.n
  }
  const today = house.now().toISOString().slice(0, 10)
  const daysAgo = (days: number) => new Date(house.now().getTime() - days * DAY).toISOString().slice(0, 10)
  expect((await nps({ moment: 'merci' })).now.n).toBe(await plain(sql`moment = 'merci'`))
  expect((await nps({ channel: 'sms' })).now.n).toBe(await plain(sql`channel = 'sms'`))
  expect((await nps({ service: 'service' })).now.n).toBe(await plain(sql`service = 'service'`))
  // Across the end of a month, which is summed from its days.
  for (const [from, to] of [
    [daysAgo(33), daysAgo(5)],
    [daysAgo(60), today],
    ['2026-10-01', '2026-10-31'],
  ] as const)
    expect((await nps({ from, to })).now.n).toBe(
      await plain(sql`(at at time zone 'UTC')::date between ${from}::date and ${to}::date`),
    )
  const backwards = await owner.raw(voice.voiceFigures, { query: { from: today, to: daysAgo(3) } })
  expect(backwards.status).toBe(422)
})

test('months are the sums of their days', async () => {
  const { rows } = await sql<{ off: number }>`
    select count(*)::int as off from (
      select site_id, date_trunc('month', start)::date as month, metric, sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) as n
      from voice.score where grain = 'd' group by 1, 2, 3) d
    full join (select site_id, start as month, metric, sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10) as n
      from voice.score where grain = 'm' group by 1, 2, 3) m using (site_id, month, metric)
    where d.n is distinct from m.n`.execute(house.db)
  expect(rows).toEqual([{ off: 0 }])
})

test('site by site: places, what is drawn towards the whole, and a file of it', async () => {
  const { rows, all, said } = await owner.ask(voice.voiceBreakdown, { query: { metric: 'nps' } })
  const names = rows.map(({ title }) => title)
  expect(names).toEqual(expect.arrayContaining(['Versailles', 'Rambouillet']))
  expect(all.n).toBe(rows.reduce((sum, { figure }) => sum + figure.n, 0))
  expect(said).toBe('alike')
  const answerOf = await town.world.app.inject({
    url: '/api/voice/figures.csv?by=site',
    headers: { cookie: owner.cookie },
  })
  expect(answerOf.headers['content-type']).toContain('text/csv')
  expect(answerOf.body).toContain('nps,')
  expect(answerOf.body).toContain('Rambouillet')
  expect(answerOf.body).not.toMatch(/'-\d/u)
})

test('invitations: who was asked, who answered', async () => {
  const ask = (id: string, daysAgo: number) =>
    sql`
    insert into feedback.invitation (id, survey_id, survey_version, customer_id, site_id, channel, asked_at, expires_at)
    values (${id}, ${house.newId()}, 1, ${anne.customerId}, ${siteId}, 'email', ${new Date(house.now().getTime() - daysAgo * DAY)}, ${house.now()})`.execute(
      house.db,
    )
  const ids = Array.from({ length: 6 }, () => house.newId())
  for (const id of ids) await ask(id, 12)
  await tallyAsked(house, 45)
  expect((await figures()).response).toMatchObject({ k: 0, n: 6 })
  await sql`update feedback.invitation set answered_at = ${house.now()} where id = ${ids[0]!}`.execute(house.db)
  await answer(8, { invitationId: ids[0]!, deviceKey: null, daysAgo: 1 })
  await tally(house)
  // The day of the answer changed; the day they were asked is counted with it.
  expect((await figures()).response).toMatchObject({ k: 1, n: 6 })
})

test('what one may see: the sites of one’s right', async () => {
  const manager = await town.join('Marc Chef', 'site-manager', ['reception'])
  const mine = await manager.ask(voice.voiceFigures, {})
  expect(mine.metrics.find(({ metric }) => metric === 'nps')!.now.n).toBe((await nps({ site: siteId })).now.n)
  expect((await manager.raw(voice.voiceFigures, { query: { site: second } })).status).toBe(403)
  const { rows } = await manager.ask(voice.voiceBreakdown, { query: {} })
  expect(rows.map(({ key }) => key)).toEqual([siteId])
  expect((await town.advisor.raw(voice.voiceFigures, {})).status).toBe(403)
})

test('a week by week chart that has too little says so', async () => {
  const chart = await owner.ask(voice.voiceChart, { query: {} })
  expect(chart.said).toBe('few')
  expect(chart.points.every(({ low, high }) => low === null && high === null)).toBe(true)
})
