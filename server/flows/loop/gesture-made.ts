import type { Because } from '../../../contract/because.ts'
import { SERVICES, type Service } from '../../../contract/network.ts'
import type { Gesture, Moment } from '../../../contract/playbook.ts'
import { weightOf } from '../../budget/weights.ts'
import type { NewInvitation } from '../../feedback/invitation.ts'
import type { SurveyRow } from '../../feedback/survey.ts'
import type { NewMessage, Notice, Sender } from '../../messages/letter.ts'
import type { Links } from '../../messages/link.ts'
import { messageFor } from '../../messages/write-message.ts'
import type { CompiledMoment } from '../../moments/compiled.ts'
import { type Deciding, type Decision, sceneOf } from '../../moments/decide-touch.ts'
import { zoneHere } from '../../moments/local-zone.ts'
import type { LoopFact, LoopPerson } from '../../moments/loop-person.ts'
import type { Touch, TouchChange } from '../../moments/touch.store.ts'
import type { MoreWords } from '../../moments/words.ts'
import { writtenOf } from '../../moments/written-of.ts'
import type { NewTask } from '../../work/task.ts'
import { type Doer, type Team, whoDoes } from '../../work/who-does.ts'
import { taskFor } from '../../work/write-task.ts'

/** A place, as words name it. */
export interface Place {
  id: string
  name: string
  phone: string | null
  city: string
  address: string
}

/** What a round stands on besides the people it is about. */
export interface Round {
  deciding: Deciding
  team: Team
  /** Open tasks of each person; grows as the round hands out more. */
  open: Map<string, number>
  places: ReadonlyMap<string, Place>
  /** Who speaks, from this site. */
  senderAt(siteId: string | null): Sender
  /** Recordings of an advisor's own voice, by `staff|moment`. */
  recordings: ReadonlyMap<string, { id: string; words: string }>
  linksOf(messageId: string): Links
  /** The words that tell somebody they may object, in force for this way of contact. */
  noticeOf(channel: Gesture, language: string, sender: string): Notice | null
  /** Surveys that are open, by slug. */
  questions: ReadonlyMap<string, Question>
  askAt(invitationId: string): string
  newId(): string
}

/** A survey as it is asked today. */
type Question = Pick<SurveyRow, 'id' | 'version' | 'asks'>

/** What is to be written of a touch: how it changes, and what is done about it. */
export interface Settled {
  change: TouchChange
  task: NewTask | null
  message: NewMessage | null
  /** The question its message asks. */
  invitation?: NewInvitation | null
}

/** Whose it is: asked once, for the gesture that is made. */
function doerOf(round: Round, touch: Touch, person: LoopPerson, fact: LoopFact | null, by: Moment['by']): Doer {
  return whoDoes(
    round.team,
    {
      customerId: person.id,
      by,
      advisorId: person.advisorId,
      deputyId: person.deputyId,
      siteId: touch.siteId ?? person.siteId,
      service: serviceOf(fact),
      language: person.language,
      now: round.deciding.now,
      expiresAt: touch.expiresAt,
    },
    round.open,
  )
}

/** The service a fact is about, when it says so in our words. */
const serviceOf = (fact: LoopFact | null): Service | null =>
  SERVICES.find((each) => each === fact?.data.service) ?? null

/** How a touch changes by a decision. */
export const changing =
  (planned: Touch, touch: Touch, { because, judged }: Decision) =>
  (state: TouchChange['state'], more: Partial<TouchChange>): TouchChange => ({
    id: planned.id,
    state,
    gesture: null,
    staffId: null,
    dueAt: null,
    because,
    judged,
    arm: null,
    purpose: touch.purpose,
    core: touch.core,
    ...more,
  })

/** All that a gesture is made of. */
type Making = ReturnType<typeof makingOf>

export function makingOf(
  round: Round,
  person: LoopPerson,
  touch: Touch,
  fact: LoopFact | null,
  compiled: CompiledMoment,
  decision: Extract<Decision, { do: Gesture }>,
  change: ReturnType<typeof changing>,
) {
  const doer = doerOf(round, touch, person, fact, compiled.moment.by)
  const site = round.places.get(touch.siteId ?? person.siteId ?? '') ?? null
  return {
    round,
    person,
    touch,
    fact,
    compiled,
    decision,
    change,
    doer,
    staff: doer.staffId ? (round.team.byId.get(doer.staffId) ?? null) : null,
    site,
    sender: round.senderAt(site?.id ?? null),
    scene: sceneOf(person, touch, fact, round.deciding.now),
  }
}

/** A person does it: the task they find in their list. */
export function handed({
  round,
  person,
  touch,
  compiled,
  decision,
  change,
  doer,
  staff,
  site,
  sender,
  scene,
}: Making): Settled {
  const speaking: Omit<MoreWords, 'language' | 'moment'> = {
    site,
    advisor: staff && {
      givenName: staff.name.split(' ')[0] ?? staff.name,
      name: staff.name,
      phone: staff.phone,
      email: staff.email,
    },
    sender: { name: sender.name, address: sender.address },
  }
  const because = [...decision.because, ...doer.because]
  const task = taskFor({
    id: round.newId(),
    touchId: touch.id,
    touch,
    moment: compiled.moment,
    gesture: decision.do,
    scene,
    staff: staff && { id: staff.id, locale: staff.locale },
    words: speaking,
    firstLanguage: round.deciding.compiled.playbook.languages[0] ?? 'fr',
    zone: zoneHere(person),
    because,
    notBefore: decision.notBefore,
  })
  if (staff) round.open.set(staff.id, (round.open.get(staff.id) ?? 0) + 1)
  return {
    change: change('doing', { gesture: decision.do, staffId: staff?.id ?? null, because, arm: decision.arm }),
    task,
    message: null,
  }
}

/** A channel carries it: the message, with the question it asks; refused where its words need a value this person has not. */
export function written({
  round,
  person,
  touch,
  fact,
  compiled,
  decision,
  change,
  staff,
  site,
  sender,
  scene,
}: Making): (Settled & { message: NewMessage }) | { refused: Because } {
  const { moment } = compiled
  const { recordings } = round
  const id = round.newId()
  const survey = decision.asks ? (round.questions.get(moment.ask ?? '') ?? null) : null
  const invitationId = round.newId()
  const message = messageFor({
    id,
    touchId: touch.id,
    moment,
    gesture: decision.do,
    person,
    scene,
    staff: staff && { id: staff.id, name: staff.name, phone: staff.phone, email: staff.email },
    site,
    sender,
    links: round.linksOf(id),
    notice: untold(decision.because) ? round.noticeOf(decision.do, person.language, sender.name) : null,
    ask: survey && { link: round.askAt(invitationId), survey: survey.asks },
    weight: weightOf(round.deciding.compiled.playbook.budget, decision.do),
    recording: staff ? (recordings.get(`${staff.id}|${moment.id}`) ?? recordings.get(`${staff.id}|`) ?? null) : null,
    writtenOf: writtenOf(compiled, scene),
    notBefore: decision.notBefore,
    expiresAt: Number.isFinite(touch.expiresAt) ? touch.expiresAt : null,
  })
  if ('refused' in message) return message
  return {
    change: change('doing', { gesture: decision.do, staffId: staff?.id ?? null, arm: decision.arm }),
    task: null,
    message,
    invitation: survey && invitationFor(invitationId, survey, round.deciding.now, touch, fact, message),
  }
}

/** Lawful because they may object, and nobody has told them so: the message does (POST-1, B2B-1). */
const untold = (because: readonly Because[]): boolean => because.some(({ code }) => code === 'law-may-object-untold')

/** What its message asks, about what the touch is about: written with it, or not at all. */
function invitationFor(
  id: string,
  { id: surveyId, version, asks }: Question,
  now: number,
  touch: Touch,
  fact: LoopFact | null,
  message: NewMessage,
): NewInvitation {
  return {
    id,
    survey: { id: surveyId, version },
    customerId: touch.customerId,
    siteId: message.siteId,
    staffId: message.staffId,
    assetId: touch.assetId,
    orderId: touch.orderId,
    visitId: null,
    moment: touch.moment,
    service: serviceOf(fact),
    channel: message.channel,
    touchId: touch.id,
    messageId: message.id,
    caseId: null,
    expiresAt: new Date(now + asks.openDays * 86_400_000),
  }
}
