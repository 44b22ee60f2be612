import { type Because, say } from '../../../contract/because.ts'
import { SERVICES, type Service } from '../../../contract/network.ts'
import { type Gesture, isHuman, type Moment } from '../../../contract/playbook.ts'
import { weightOf } from '../../budget/weights.ts'
import type { NewInvitation } from '../../feedback/invitation.ts'
import type { SurveyRow } from '../../feedback/survey.ts'
import type { NewMessage, Notice, Sender } from '../../messages/letter.ts'
import type { Links } from '../../messages/link.ts'
import { messageFor } from '../../messages/write-message.ts'
import { asInForce, type Deciding, decideTouch, sceneOf, wantingOf } from '../../moments/decide-touch.ts'
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

/**
 * Takes one touch that is due to where it goes. A gesture whose words need a value this person has not is not made: the next of the
 * moment is tried. What is told together with another is not decided by itself.
 */
export function settle(
  round: Round,
  person: LoopPerson,
  planned: Touch,
  fact: LoopFact | null,
  others: readonly Touch[],
): Settled {
  const { deciding } = round
  const inForce = deciding.compiled.moments.get(planned.moment)
  const touch = inForce ? asInForce(planned, inForce) : planned
  const refused = new Map<Gesture, Because>()
  // What could be said if a person filled the hole in its words: only when no other gesture can be made.
  let incomplete: Settled | null = null
  const wanting = others
    .filter((other) => other.id !== planned.id && other.state !== 'doing')
    .map((other) => wantingOf(deciding, other, person))
  for (;;) {
    const decision = decideTouch(deciding, person, planned, fact, wanting, refused)
    const change = (state: TouchChange['state'], more: Partial<TouchChange>): TouchChange => ({
      id: planned.id,
      state,
      gesture: null,
      staffId: null,
      dueAt: null,
      because: decision.because,
      judged: decision.judged,
      arm: null,
      purpose: touch.purpose,
      core: touch.core,
      ...more,
    })
    if ('drop' in decision && incomplete) {
      if (incomplete.change.arm !== 'held-out') return withReasons(incomplete, decision.because)
      return {
        ...incomplete,
        ...NOTHING_DONE,
        change: change('dropped', { arm: 'held-out', because: [...decision.because, say('touch.held-out')] }),
      }
    }
    if ('drop' in decision) return { change: change('dropped', {}), task: null, message: null }
    if ('hold' in decision) return { change: change('held', { dueAt: decision.hold }), task: null, message: null }

    const compiled = inForce!
    const { moment } = compiled
    const scene = sceneOf(person, touch, fact, deciding.now)
    const doer = doerOf(round, touch, person, fact, moment.by)
    const staff = doer.staffId ? (round.team.byId.get(doer.staffId) ?? null) : null
    const site = round.places.get(touch.siteId ?? person.siteId ?? '') ?? null
    const sender = round.senderAt(site?.id ?? null)
    const { arm } = decision
    const leftAlone: Settled = {
      change: change('dropped', { arm, because: [...decision.because, say('touch.held-out')] }),
      task: null,
      message: null,
    }
    if (isHuman(decision.do)) {
      if (arm === 'held-out') return leftAlone
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
        moment,
        gesture: decision.do,
        scene,
        staff: staff && { id: staff.id, locale: staff.locale },
        words: speaking,
        firstLanguage: deciding.compiled.playbook.languages[0] ?? 'fr',
        zone: zoneHere(person),
        because,
        notBefore: decision.notBefore,
      })
      if (staff) round.open.set(staff.id, (round.open.get(staff.id) ?? 0) + 1)
      return {
        change: change('doing', { gesture: decision.do, staffId: staff?.id ?? null, because, arm }),
        task,
        message: null,
      }
    }
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
      weight: weightOf(deciding.compiled.playbook.budget, decision.do),
      recording: staff
        ? (round.recordings.get(`${staff.id}|${moment.id}`) ?? round.recordings.get(`${staff.id}|`) ?? null)
        : null,
      writtenOf: writtenOf(compiled, scene),
      notBefore: decision.notBefore,
      expiresAt: Number.isFinite(touch.expiresAt) ? touch.expiresAt : null,
    })
    if ('refused' in message) {
      refused.set(decision.do, message.refused)
      continue
    }
    const settled: Settled = {
      change: change('doing', { gesture: decision.do, staffId: staff?.id ?? null, arm }),
      task: null,
      message,
      invitation: survey && invitationFor(invitationId, survey, round.deciding.now, touch, fact, message),
    }
    // The words are written for both sides: whoever could not have been written to is on neither.
    if (message.state !== 'doubt') return arm === 'held-out' ? leftAlone : settled
    // Its words name what this customer has not: the next gesture of the moment is tried before a person is asked.
    incomplete ??= settled
    refused.set(decision.do, unsaid(decision.do, message))
  }
}

/** Lawful because they may object, and nobody has told them so: the message does (POST-1, B2B-1). */
const untold = (because: readonly Because[]): boolean => because.some(({ code }) => code === 'law-may-object-untold')

const unsaid = (gesture: Gesture, { because }: NewMessage): Because =>
  say('gesture.words-missing', {
    gesture,
    fields: because.map(({ values }) => values.fields ?? values.text ?? '').join(', '),
  })

const NOTHING_DONE = { task: null, message: null, invitation: null }

/** The one gesture left, with why the others were not made. */
const withReasons = (settled: Settled, because: readonly Because[]): Settled => ({
  ...settled,
  change: { ...settled.change, because },
})

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

/** What was just decided has asked for their attention, though it is not written yet: the next touch of the same round sees it. */
export function nowAsked(person: LoopPerson, settled: Settled, touch: Touch, round: Round): LoopPerson {
  const { gesture } = settled.change
  if (settled.change.state !== 'doing' || !gesture) return person
  return {
    ...person,
    attention: [
      ...person.attention,
      {
        at: round.deciding.now,
        channel: gesture,
        weight: weightOf(round.deciding.compiled.playbook.budget, gesture),
        fromThem: false,
        core: touch.core,
        moment: touch.moment,
      },
    ],
    asked: [...person.asked, ...askedBy(settled, round)],
  }
}

const askedBy = ({ invitation }: Settled, { deciding, questions }: Round): LoopPerson['asked'] =>
  [...questions.values()].flatMap(({ id, asks }) =>
    id === invitation?.survey.id ? [{ at: deciding.now, metric: asks.metric }] : [],
  )
