import { displayName } from '../../customers/name.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import { wholeWords } from '../../feedback/said-more.ts'
import type { House } from '../../kit/house.ts'
import { audit } from '../../network/audit.store.ts'
import { sites } from '../../network/places.store.ts'
import { pushTo } from '../../network/push.flow.ts'
import type { PushPort } from '../../network/push.port.ts'
import { staffById } from '../../network/staff.store.ts'
import { seenCase } from '../../recovery/case-list.store.ts'
import { claimPush, lockCompliment } from '../../recovery/compliment.store.ts'
import { howToRing } from '../../recovery/how-to-ring.ts'
import { casePush, complimentPush, manyCasesPush, manyThanksPush } from '../../recovery/push-words.ts'
import { countRing } from '../../recovery/rung.store.ts'
import { everyName } from '../feedback/every-name.store.ts'
import { seenVerbatim } from '../feedback/inbox.store.ts'
import { CASE_NEWS } from './tell-owner.flow.ts'

/** News that are stale by the time they would ring: somebody answered, or it is over. */
const STALE_ONCE_ANSWERED: ReadonlySet<string> = new Set(['opened', 'joined', 'late'])

/** Rings about a case, unless it means nothing any more or rings about so many already. The notification names them: that is a view like another. */
export async function pushCase(house: House, push: PushPort, data: Record<string, unknown>): Promise<void> {
  const news = CASE_NEWS.find((each) => each === data.why)
  const found = await seenCase(house.db, String(data.caseId))
  if (!news || !found || found.closedAt || (found.answeredAt && STALE_ONCE_ANSWERED.has(news))) return
  const staff = await staffById(house.db, house.now(), String(data.staffId))
  const urgent = found.severity === 'urgent'
  const how = howToRing(await countRing(house.db, staff.id, urgent ? 'urgent' : 'case', house.now()))
  if (how === 'together') await pushTo(house, push, staff.id, manyCasesPush(urgent, staff.locale))
  if (how !== 'each') return
  const site = (await sites(house.db)).find(({ id }) => id === found.siteId)
  const due =
    found.clockAt && found.clockAt > house.now()
      ? hourOf(found.clockAt, site?.timeZone ?? 'Europe/Paris', staff.locale)
      : ''
  const customer = found.kind
    ? displayName({
        kind: found.kind,
        givenName: found.givenName ?? '',
        familyName: found.familyName ?? '',
        companyName: found.companyName ?? '',
      })
    : ''
  const sent = await pushTo(house, push, staff.id, casePush(news, { caseId: found.id, customer, due }, staff.locale))
  if (sent > 0)
    await audit(house, { staffId: staff.id, name: staff.name }, 'case.push', {
      customerId: found.customerId,
      siteId: found.siteId,
      detail: { case: found.id },
    })
}

const hourOf = (at: Date, timeZone: string, locale: 'fr' | 'en'): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)

const LONGEST = 160

/** Rings for whoever is thanked, once; many thanks at once ring as one. */
export async function pushCompliment(house: House, push: PushPort, data: Record<string, unknown>): Promise<void> {
  const found = await lockCompliment(house.db, String(data.complimentId))
  if (!found.staffId || !(await claimPush(house.db, found.id, house.now()))) return
  const words = await seenVerbatim(house.db, found.verbatimId)
  if (!words) return
  const staff = await staffById(house.db, house.now(), found.staffId)
  const how = howToRing(await countRing(house.db, staff.id, 'thanks', house.now()))
  if (how === 'together') await pushTo(house, push, staff.id, manyThanksPush(staff.locale))
  if (how !== 'each') return
  const whole = wholeWords(words.text, words.more)
  const names = namesIn(whole, nameBook(await everyName(house.db)))
  const { text } = shownWords({ ...words, text: whole }, names, { numbers: false, names: false })
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed().trimEnd()}…` : text
  const sent = await pushTo(house, push, staff.id, complimentPush({ id: found.id, words: short }, staff.locale))
  if (sent > 0)
    await audit(house, { staffId: staff.id, name: staff.name }, 'compliment.push', {
      customerId: found.customerId,
      siteId: found.siteId,
      detail: { compliment: found.id },
    })
}
