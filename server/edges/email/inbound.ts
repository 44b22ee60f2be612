import PostalMime, { type Email } from 'postal-mime'
import type { CarrierNews } from '../../messages/channel.port.ts'
import { isStop } from '../../messages/stop.ts'

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u

/**
 * What a message that came back says: not delivered (RFC 3464), complained about (RFC 5965), out of office, or an answer by a person.
 * Which of ours it is about stands in the address it came to (`bounces+id@`), in the copy it holds, or in what it answers.
 * @param to the address it was handed over at, when whoever handed it over says so
 */
export async function readInbound(raw: Buffer, to = ''): Promise<CarrierNews[]> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' }).catch(() => undefined)
  if (!mail) return []
  const parts = Object.fromEntries(
    mail.attachments.map(({ mimeType, content }) => [mimeType.toLowerCase(), String(content)]),
  )
  const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? ''
  const copy = parts['text/rfc822-headers'] ?? parts['message/rfc822'] ?? ''
  const own =
    UUID.exec(
      `${to} ${(mail.to ?? []).map(({ address }) => address ?? '').join(' ')} ${mail.deliveredTo ?? ''}`,
    )?.[0] ??
    UUID.exec(/^message-id:.*$/imu.exec(copy)?.[0] ?? '')?.[0] ??
    UUID.exec(`${mail.inReplyTo ?? ''} ${mail.references ?? ''}`)?.[0]
  const about = own ? { messageId: own } : {}
  const key = (mail.messageId || `${header('date')} ${mail.subject ?? ''} ${own ?? ''}`).slice(0, 190)
  const report = parts['message/delivery-status']
  if (report) return deliveryNews(report, key, about)
  if (parts['message/feedback-report']) return [{ key, kind: 'complaint', ...about }]
  // A machine answers for someone who is away: nobody said anything.
  if (
    /auto-(?:replied|generated)/iu.test(header('auto-submitted')) ||
    header('x-autoreply') ||
    /^(?:bulk|junk|auto_reply)$/iu.test(header('precedence'))
  )
    return []
  return replyNews(mail, key, about)
}

/** One block for the message, then one for each recipient. */
function deliveryNews(report: string, key: string, about: { messageId?: string }): CarrierNews[] {
  return report
    .split(/\r?\n\r?\n/u)
    .slice(1)
    .flatMap((block, n): CarrierNews[] => {
      const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.+)$`, 'imu').exec(block)?.[1]?.trim() ?? ''
      const action = field('action').toLowerCase()
      if (action !== 'failed') return []
      const status = /\d\.\d{1,3}\.\d{1,3}/u.exec(field('status'))?.[0] ?? '5.0.0'
      const address =
        /^(?:[\w-]+;)?\s*(\S+@\S+)$/u.exec(field('final-recipient') || field('original-recipient'))?.[1] ?? ''
      // 5.1.x: there is no such address; the others may pass (full, refused, too large).
      const dead = status.startsWith('5.1.') && !['5.1.7', '5.1.8'].includes(status)
      return [{ key: `${key} ${n}`, kind: 'bounced', code: status, dead, ...(address ? { address } : {}), ...about }]
    })
}

function replyNews(mail: Email, key: string, about: { messageId?: string }): CarrierNews[] {
  const address = mail.from?.address ?? ''
  if (!address) return []
  const said = withoutQuote(mail.text ?? '')
  const stops = isStop(said) || (said === '' && isStop(mail.subject ?? ''))
  return [{ key, kind: stops ? 'stop' : 'reply', address, text: said.slice(0, 4000), ...about }]
}

/** The words of the answer, without ours below them. */
const withoutQuote = (text: string): string =>
  (text.split(/^(?:>|On .{5,200} wrote:|Le .{5,200} a écrit\s?:|-{3,} ?(?:Original|Message d))/mu)[0] ?? '').trim()
