import { sql } from 'kysely'
import { CARRIED, type Gesture, HUMAN } from '../../../contract/playbook.ts'
import { lawSettings, siteEntities } from '../../consent/law.store.ts'
import { inForce, type Wording } from '../../consent/shipped-wordings.ts'
import { ownWordings } from '../../consent/wordings.store.ts'
import { openSurveys } from '../../feedback/survey.store.ts'
import type { Db, House } from '../../kit/house.ts'
import { askAddress } from '../../messages/ask-link.ts'
import { linksFor } from '../../messages/link.ts'
import { type ProviderRow, providersOf } from '../../messages/provider.store.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import type { CompiledPlaybook } from '../../moments/compiled.ts'
import { warningsAhead } from '../../moments/weather.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { handoversInForce } from '../../work/handover.store.ts'
import { openByStaff } from '../../work/task.store.ts'
import { teamOf } from '../../work/who-does.ts'
import type { Place, Round } from './settle.ts'

/** All that a round stands on besides the people it is about, read once for the round. */
export async function openRound(house: House, compiled: CompiledPlaybook): Promise<Round> {
  const now = house.now()
  const { db } = house
  const [law, entities, sender, staff, handovers, open, places, providers, recordings, surveys, wordings, warnings] =
    await Promise.all([
      lawSettings(db),
      siteEntities(db),
      sendersOf(db),
      staffOf(db, now),
      handoversInForce(db, now),
      openByStaff(db),
      placesOf(db),
      providersOf(db, { active: true }),
      recordingsOf(db),
      openSurveys(db),
      ownWordings(db),
      warningsAhead(db, now),
    ])
  const questions = new Map(surveys.map((survey) => [survey.slug, survey]))
  const asks = new Map(surveys.map(({ slug, asks }) => [slug, { metric: asks.metric }]))
  return {
    deciding: { compiled, law, entities, carried: carriedBy(providers), asks, warnings, now: now.getTime() },
    questions,
    askAt: (invitationId) => askAddress(house.seal.mark, house.origin, 'ask', invitationId),
    team: teamOf(staff, handovers),
    open,
    places,
    senderAt: (siteId) => ({ ...sender(siteId), stop: stopNumber(providers) }),
    recordings,
    noticeOf: noticeOf(wordings),
    linksOf: (messageId) => linksFor(house.seal.mark, house.origin, { kind: 'message', id: messageId }, now),
    newId: house.newId,
  }
}

/** How each way of contact is named in what one agrees to. */
const CONSENT_OF: Partial<Record<Gesture, Wording['channel']>> = { email: 'email', sms: 'sms', postcard: 'post' }

/** The notice in force for a way of contact, in their language or in French. */
const noticeOf =
  (own: readonly Wording[]): Round['noticeOf'] =>
  (gesture, language, sender) => {
    const channel = CONSENT_OF[gesture]
    const notices = inForce(own, sender).filter((each) => each.action === 'notice' && each.channel === channel)
    const found = notices.find((each) => each.language === language) ?? notices[0]
    return found ? { text: found.text, version: found.version } : null
  }

async function placesOf(db: Db): Promise<Map<string, Place>> {
  const rows = await db
    .selectFrom('network.site')
    .select(['id', 'name', 'phone', 'city', 'address'])
    .where('archived_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Channels with a way out in use; a person's gestures always have one. */
export const carriedBy = (providers: readonly ProviderRow[]): Set<Gesture> =>
  new Set<Gesture>([...HUMAN, ...CARRIED.filter((each) => providers.some((one) => one.channel === each))])

/** The number to which STOP is sent, where the SMS centre has one of its own. */
export const stopNumber = (providers: readonly ProviderRow[]): string => {
  const told = providers.find((one) => one.channel === 'sms')?.settings.stop
  return typeof told === 'string' ? told : ''
}

/** The newest recording of each person for each moment, and for any. */
async function recordingsOf(db: Db): Promise<Map<string, { id: string; words: string }>> {
  const { rows } = await sql<{ staff_id: string; moment: string | null; id: string; words: string }>`
    select distinct on (staff_id, moment) staff_id, moment, id, words from messages.recording
    where removed_at is null order by staff_id, moment, at desc`.execute(db)
  return new Map(rows.map((row) => [`${row.staff_id}|${row.moment ?? ''}`, { id: row.id, words: row.words }]))
}
