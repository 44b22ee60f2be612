import { sql } from 'kysely'
import { bandOf, SCALE_OF } from '../../../contract/surveys.ts'
import { dayChanged, saveAnswer, saveVerbatim } from '../../feedback/answer.store.ts'
import { besideScore } from '../../feedback/beside-score.ts'
import { insertInvitations } from '../../feedback/invitation.store.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { House } from '../../kit/house.ts'
import { addReport } from '../../reviews/report.store.ts'
import { changeReview, reviewOfAnswer, saveReply } from '../../reviews/review.store.ts'
import { insertSubject } from '../../reviews/subject.store.ts'
import { askPublication } from '../reviews/ask-publication.flow.ts'
import { sendingHour, wakingHour, workingHour } from './demo-hours.ts'
import { DEMO_REVIEWS, type DemoReview } from './demo-review-words.ts'
import { DEMO_ZONE } from './demo-town.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

interface Served {
  customerId: string
  orderId: string
  siteId: string
  assetId: string | null
  staffId: string | null
  repair: boolean
  at: Date
}

/** People whose car was served or delivered in these last months, one after the other over the sites. */
async function served(house: House, now: Date): Promise<Served[]> {
  const { rows } = await sql<Served>`
    select "customerId", "orderId", "siteId", "assetId", "staffId", repair, at from (
      select distinct on (o.customer_id) o.customer_id as "customerId", o.id as "orderId", o.site_id as "siteId", o.asset_id as "assetId",
        c.advisor_id as "staffId", o.changed_at as at, o.kind = 'repair' as repair,
        row_number() over (partition by o.site_id order by md5(o.number)) as turn
      from timeline."order" o join customers.customer c on c.id = o.customer_id and c.kind = 'person' and c.archived_at is null
      where o.state = 'delivered' and o.site_id is not null and o.changed_at between ${new Date(now.getTime() - 150 * DAY)} and ${new Date(now.getTime() - 4 * DAY)}
      order by o.customer_id, o.changed_at desc) each_once
    order by turn, "siteId" limit ${DEMO_REVIEWS.length}`.execute(house.db)
  return rows
}

/** Reviews of the invented town: answered, asked for and decided by the very flows of the house, each on its day. In the open transaction. */
export async function demoReviews(house: House, reader: Reader, by: string, now: Date): Promise<void> {
  const workshop = house.newId()
  await insertSubject(
    house.db,
    {
      id: workshop,
      kind: 'service',
      slug: 'atelier',
      title: { fr: 'L’atelier', en: 'The workshop' },
      siteId: null,
      matches: ['service'],
    },
    now,
  )
  const people = await served(house, now)
  const survey = await house.db
    .selectFrom('feedback.survey')
    .select(['id', 'version'])
    .where('metric', '=', 'csat')
    .orderBy('slug')
    .executeTakeFirst()
  for (const [n, review] of DEMO_REVIEWS.entries()) {
    const person = people[n]
    if (!person || !survey) return
    const waits = review.what === 'waits'
    // Those that wait came in these last days.
    const at = wakingHour(
      waits
        ? new Date(now.getTime() - (n % 5) * 14 * HOUR - HOUR)
        : new Date(Math.min(person.at.getTime() + (2 + (n % 4)) * DAY, now.getTime() - (3 * DAY + n * HOUR))),
      DEMO_ZONE,
    )
    // Every other one who came for a repair says that it is about the workshop.
    const about = person.repair && n % 2 === 0 ? workshop : null
    await layReview({ ...house, now: () => at }, { review, person, survey, reader, by, about })
  }
}

interface Laid {
  review: DemoReview
  person: Served
  survey: { id: string; version: number }
  reader: Reader
  by: string
  /** What it is about, when not about the site. */
  about: string | null
}

async function layReview(house: House, laid: Laid): Promise<void> {
  const { review, by } = laid
  const answerId = await answered(house, laid)
  await askPublication(house, answerId, { named: review.named, subjectId: laid.about, language: 'fr' })
  const row = await reviewOfAnswer(house.db, answerId)
  if (!row || review.what === 'waits') return
  const decided = sendingHour(new Date(house.now().getTime() + DAY), DEMO_ZONE)
  const read = { readHash: row.hash, decided: { by, at: decided } }
  if (review.what === 'refused' || review.what === 'answered') {
    const off = review.what === 'answered'
    const refusal = off
      ? ({ reason: 'conflict-of-interest', words: '' } as const)
      : ({ reason: 'personal-data', words: 'L’adresse d’une personne ne se publie pas.' } as const)
    const appeal = { words: 'C’était pour rire, je n’ai pas de beau-frère. Le reste est vrai.', at: decided }
    await changeReview(house.db, row.id, { state: 'refused', ...read, refusal, ...(off ? { appeal } : {}) }, decided)
    return
  }
  await changeReview(house.db, row.id, { state: 'published', ...read, publishedAt: decided }, decided)
  if (review.reply)
    await saveReply(house.db, row.id, { text: review.reply, role: 'Le responsable du site', by }, decided)
  if (review.what === 'reported')
    await addReport(
      house.db,
      {
        id: house.newId(),
        reviewId: row.id,
        reason: 'not-authentic',
        words: 'J’appelle souvent à cette heure-là, on répond toujours.',
      },
      decided,
    )
}

/** Their answer, as the page of their invitation would have kept it. @returns its id */
async function answered(house: House, { review, person, survey, reader }: Laid): Promise<string> {
  const { db } = house
  const at = house.now()
  const invitationId = house.newId()
  const about = {
    customerId: person.customerId,
    siteId: person.siteId,
    staffId: person.staffId,
    assetId: person.assetId,
    orderId: person.orderId,
    visitId: null,
    moment: null,
    service: person.repair ? 'service' : 'sales',
  }
  await insertInvitations(
    db,
    [
      {
        ...about,
        id: invitationId,
        survey,
        channel: 'email',
        touchId: null,
        messageId: null,
        caseId: null,
        expiresAt: new Date(at.getTime() + 30 * DAY),
      },
    ],
    workingHour(new Date(at.getTime() - DAY), DEMO_ZONE),
  )
  const scale = SCALE_OF.csat
  const answerId = await saveAnswer(db, false, {
    ...about,
    id: house.newId(),
    surveyId: survey.id,
    surveyVersion: survey.version,
    invitationId,
    doorId: null,
    deviceKey: null,
    channel: 'email',
    language: 'fr',
    metric: 'csat',
    score: review.stars,
    scale,
    band: bandOf('csat', scale, review.stars),
    followUps: {},
    quote: null,
    quoteWording: '',
    quoteAt: null,
    leftOut: null,
    takenBy: null,
    at,
    changedAt: at,
  })
  if (review.text)
    await saveVerbatim(db, {
      id: house.newId(),
      answerId,
      about,
      text: review.text,
      more: [],
      reading: besideScore(reader.read(review.text), { band: bandOf('csat', scale, review.stars), text: review.text }),
      band: bandOf('csat', scale, review.stars),
      leftOut: null,
      correctedAt: null,
      at,
      changedAt: at,
    })
  await dayChanged(db, [{ siteId: person.siteId, at }], at)
  return answerId
}
