import { isChildNow } from '../../consent/too-young.store.ts'
import type { AnswerAbout } from '../../feedback/about.ts'
import { type AnswerBefore, answerBefore } from '../../feedback/answer-before.store.ts'
import type { AskedBy } from '../../feedback/ask-html.ts'
import { type DoorRow, doorById } from '../../feedback/door.store.ts'
import { type InvitationToAsk, invitationToAsk } from '../../feedback/invitation.store.ts'
import { readServed } from '../../feedback/served.ts'
import { asksOf, surveyById } from '../../feedback/survey.store.ts'
import type { SurveyAsks } from '../../feedback/tables.ts'
import type { House } from '../../kit/house.ts'
import { readAskToken } from '../../messages/ask-link.ts'
import { tokenFor } from '../../messages/link.ts'
import { sendersOf, sitesNamed } from '../../messages/sender.store.ts'

/** A question that may be answered here, by this link. */
export interface Question {
  door: 'ask' | 'qr' | 'tablet'
  /** Where its page stands, without a slash at the end. */
  base: string
  about: AnswerAbout
  survey: { id: string; version: number; asks: SurveyAsks }
  invitation: InvitationToAsk | null
  at: DoorRow | null
  network: string
  place: string | null
  /** What the customer speaks, where we know. */
  speaks: string | null
  /** Their own page. */
  choices: string | null
  before: AnswerBefore | null
  /** Of a page that was answered: its mark. */
  served: string | null
}

/** A question that is not answered here any more, and of whom it was: an address that is none tells nothing. */
export type Shut = { shut: 'unknown' | 'expired' | 'closed'; of?: AskedBy & { speaks: string | null } }

const NOBODY = { customerId: null, staffId: null, assetId: null, orderId: null, visitId: null, moment: null }

/** The key under which a page of a door answers: once, and again when it is changed. */
export const pageKey = (doorId: string, servedId: string): string => `page:${doorId}:${servedId}`

const aboutOf = (invitation: AnswerAbout): AnswerAbout => {
  const { customerId, siteId, staffId, assetId, orderId, visitId, moment, service } = invitation
  return { customerId, siteId, staffId, assetId, orderId, visitId, moment, service }
}

/** What the link of an invitation asks. Who was asked may answer to the end of their days, also when the survey asks nobody new. */
export async function openInvitation(house: House, token: string): Promise<Question | Shut> {
  const id = readAskToken(house.seal.mark, 'ask', token)
  const invitation = id && (await invitationToAsk(house.db, id))
  if (!invitation || invitation.calledOffAt) return { shut: 'unknown' }
  const [before, senderAt] = await Promise.all([
    answerBefore(house.db, { invitationId: invitation.id }),
    sendersOf(house.db),
  ])
  const named = invitation.messageId
    ? ({ kind: 'message', id: invitation.messageId } as const)
    : ({ kind: 'customer', id: invitation.customerId } as const)
  // As old as the invitation: revoking the links of a customer ends this way in too.
  const choices = `/c/${tokenFor(house.seal.mark, named, invitation.askedAt)}`
  if (!before && invitation.expiresAt < house.now()) {
    const place = invitation.siteId
      ? (await sitesNamed(house.db, [invitation.siteId])).get(invitation.siteId)
      : undefined
    return {
      shut: 'expired',
      of: {
        name: place?.name ?? senderAt(null).name,
        phone: place?.phone ?? null,
        choices,
        speaks: invitation.language,
      },
    }
  }
  const version = before?.surveyVersion ?? invitation.surveyVersion
  const asks = await asksOf(house.db, invitation.surveyId, version)
  if (!asks) return { shut: 'unknown' }
  // A child does not agree alone to being quoted (RGPD-8).
  const quotable = asks.askQuote && !(await isChildNow(house.db, invitation.customerId, house.now()))
  return {
    door: 'ask',
    base: `/a/${token}`,
    about: aboutOf(invitation),
    survey: { id: invitation.surveyId, version, asks: quotable ? asks : { ...asks, askQuote: false } },
    invitation,
    at: null,
    network: senderAt(invitation.siteId).name,
    place: invitation.site,
    speaks: invitation.language,
    choices,
    before: before ?? null,
    served: null,
  }
}

/** What a QR or a tablet asks whoever stands before it. A page that was answered is known again by its mark. */
export async function openDoor(
  house: House,
  kind: 'qr' | 'tablet',
  token: string,
  served: string | null,
): Promise<Question | Shut> {
  const id = readAskToken(house.seal.mark, kind, token)
  const at = id && (await doorById(house.db, id))
  if (!at || at.kind !== kind) return { shut: 'unknown' }
  const page = served === null ? undefined : readServed(house.seal.mark, at.id, served)
  if (served !== null && !page) return { shut: 'unknown' }
  const [survey, before, senderAt, sites] = await Promise.all([
    surveyById(house.db, at.surveyId),
    page ? answerBefore(house.db, { deviceKey: pageKey(at.id, page.id) }) : undefined,
    sendersOf(house.db),
    sitesNamed(house.db, [at.siteId]),
  ])
  if (!survey) return { shut: 'unknown' }
  if (!before && (at.revokedAt || survey.state !== 'open')) {
    const { name, phone } = sites.get(at.siteId) ?? { name: senderAt(at.siteId).name, phone: null }
    return { shut: 'closed', of: { name, phone, choices: null, speaks: null } }
  }
  const version = before?.surveyVersion ?? survey.version
  const asks = version === survey.version ? survey.asks : await asksOf(house.db, survey.id, version)
  return {
    door: kind,
    base: `/${kind === 'qr' ? 'q' : 't'}/${token}${before && served ? `/${served}` : ''}`,
    about: { ...NOBODY, siteId: at.siteId, service: at.service },
    survey: { id: survey.id, version, asks: asks ?? survey.asks },
    invitation: null,
    at,
    network: senderAt(at.siteId).name,
    place: sites.get(at.siteId)?.name ?? null,
    speaks: null,
    choices: null,
    before: before ?? null,
    served,
  }
}

/** The question as it stood on the page they answer: what was changed since, its scale above all, changes nothing of what was chosen there. */
export async function asServed(house: House, question: Question, served: string): Promise<Question> {
  const { at, before, survey } = question
  const version = at && !before ? readServed(house.seal.mark, at.id, served)?.version : undefined
  if (version === undefined || version === survey.version) return question
  const asks = await asksOf(house.db, survey.id, version)
  return asks ? { ...question, survey: { id: survey.id, version, asks } } : question
}

/** Until when an answer may be changed. */
export const changeableUntil = ({ before, survey }: Question): Date | null =>
  before && new Date(before.at.getTime() + survey.asks.editHours * 3_600_000)

export const mayChange = (question: Question, now: Date): boolean => {
  const until = changeableUntil(question)
  return until === null || now <= until
}
