import { type Because, say } from '../../contract/because.ts'
import type { Gesture, Moment } from '../../contract/playbook.ts'
import type { PlannedTouch, Scene } from '../moments/compiled.ts'
import { type MoreWords, renderWords } from '../moments/words.ts'
import { dayAt } from '../plain/civil.ts'
import type { NewTask } from './task.ts'

export interface TaskToWrite {
  id: string
  /** Null: a task of its own, made by hand or for a doubt. */
  touchId: string | null
  touch: Pick<
    PlannedTouch,
    'customerId' | 'siteId' | 'assetId' | 'orderId' | 'core' | 'priority' | 'purpose' | 'expiresAt'
  >
  moment: Moment
  gesture: Gesture
  scene: Scene
  /** Who does it; null: nobody yet. */
  staff: { id: string; locale: string } | null
  /** Who speaks, from where. */
  words: Omit<MoreWords, 'language' | 'moment'>
  /** The network's first language, where the person has none of ours. */
  firstLanguage: string
  /** Where the customer is. */
  zone: string
  because: readonly Because[]
  /** The first minute at which the law lets it be done. */
  notBefore: number
}

/** What is written by hand: short where they chat, as long as a letter where they read. */
const textOf = ({ sms, message }: Moment, gesture: Gesture): Record<string, string> | undefined =>
  gesture === 'whatsapp' ? (sms ?? message) : gesture === 'linkedin' ? (message ?? sms) : undefined

const WAY_OUT: Record<string, string> = {
  fr: 'Pour ne plus recevoir de message de notre part, répondez STOP.',
  en: 'To receive no more messages from us, reply STOP.',
}

/** An offer written by hand says for whom it is and how to receive no more, as any other (ELEC-3). */
function byHand(text: string, { touch, words, scene }: TaskToWrite): string {
  if (!text || touch.purpose !== 'commercial') return text
  const sender = words.sender?.name ?? ''
  const who = sender && !text.includes(sender) ? `${sender}. ` : ''
  return `${text.trim()}\n\n${who}${WAY_OUT[scene.person.language] ?? WAY_OUT.fr}`
}

/**
 * Writes what a person needs to do it well: why them, an opening line, what to thank for, what to mind. The opening is said to the customer, so it is
 * in their language; what only the colleague reads is in theirs. A line that needs a value this customer has not is left out, and says which:
 * a person finds words of their own, and « Bonjour Madame , » helps nobody.
 */
export function taskFor(write: TaskToWrite): NewTask {
  const { moment, scene, touch } = write
  const reader = write.staff?.locale ?? write.firstLanguage
  const missing = new Set<string>()
  const line = (texts: Record<string, string> | undefined, wanted: string): string => {
    const language = texts && (texts[wanted] !== undefined ? wanted : write.firstLanguage)
    const template = texts && language ? (texts[language] ?? Object.values(texts)[0]) : undefined
    if (!template) return ''
    const made = renderWords(template, scene, { ...write.words, moment, language: language ?? write.firstLanguage })
    if ('text' in made) return made.text
    for (const field of 'missing' in made ? made.missing : []) missing.add(field)
    return ''
  }
  const opening = line(moment.opening, scene.person.language)
  const message = byHand(line(textOf(moment, write.gesture), scene.person.language), write)
  const thank = line(moment.thank, reader)
  const avoid = line(moment.avoid, reader)
  return {
    id: write.id,
    touchId: write.touchId,
    customerId: touch.customerId,
    staffId: write.staff?.id ?? null,
    siteId: touch.siteId ?? scene.person.siteId,
    assetId: touch.assetId,
    orderId: touch.orderId,
    kind: write.gesture,
    purpose: touch.purpose,
    moment: moment.id,
    title: moment.title[reader] ?? moment.title[write.firstLanguage] ?? moment.id,
    because:
      missing.size > 0 ? [...write.because, say('words-missing', { fields: [...missing].join(', ') })] : write.because,
    opening,
    message,
    thank,
    avoid,
    priority: touch.priority,
    core: touch.core,
    minutes: moment.minutes,
    notBefore: write.notBefore,
    dueOn: dayAt(write.zone, write.notBefore),
    expiresAt: Number.isFinite(touch.expiresAt) ? touch.expiresAt : null,
  }
}
