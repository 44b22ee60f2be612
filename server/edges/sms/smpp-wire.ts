import { asTelephonesWrite, cutInSegments, segmentsOf } from '../../messages/segments.ts'

/** data_coding of SMPP 3.4 §5.2.19: the centre's own alphabet, or UCS-2. */
const GSM = 0
const UCS2 = 8
/** esm_class: a header stands before the text. */
const WITH_HEADER = 0x40

export interface Part {
  data_coding: number
  esm_class: number
  short_message: { message: string; udh?: Buffer }
}

/**
 * A text as the parts that carry it (3GPP TS 23.040 §9.2.3.24.1): one by itself, or several with a header that joins them again.
 * @param reference one number for all parts of a text; two texts to one telephone within minutes should differ
 */
export function partsOf(text: string, reference: number): Part[] {
  const said = asTelephonesWrite(text)
  const { encoding } = segmentsOf(said)
  const pieces = cutInSegments(said)
  const data_coding = encoding === 'gsm' ? GSM : UCS2
  if (pieces.length === 1) return [{ data_coding, esm_class: 0, short_message: { message: said } }]
  return pieces.map((message, at) => ({
    data_coding,
    esm_class: WITH_HEADER,
    short_message: { message, udh: Buffer.from([5, 0, 3, reference & 0xff, pieces.length, at + 1]) },
  }))
}

/** What a command_status means for the message (SMPP 3.4 §5.1.3). */
export function meaningOf(status: number): { came: 'later' | 'refused'; code: string; dead: boolean } {
  const [code, came, dead = false] = MEANINGS[status] ?? [`smpp-${status}`, 'later']
  return { came, code, dead }
}

const MEANINGS: Record<number, [string, 'later' | 'refused', boolean?]> = {
  8: ['busy', 'later'],
  // ESME_RINVDSTADR: there is no such number.
  11: ['no-such-address', 'refused', true],
  10: ['bad-sender', 'refused'],
  20: ['busy', 'later'],
  69: ['not-taken', 'later'],
  88: ['throttled', 'later'],
  97: ['bad-schedule', 'refused'],
  98: ['bad-expiry', 'refused'],
}

export interface DeliveryReceipt {
  ref: string
  state: 'delivered' | 'bounced' | 'refused' | undefined
  code: string
}

/** A receipt is a text: `id:0123 sub:001 dlvrd:001 submit date:… done date:… stat:DELIVRD err:000 text:…` (SMPP 3.4, appendix B). */
export function readDeliveryReceipt(text: string): DeliveryReceipt | undefined {
  const ref = /\bid:([\w-]+)/u.exec(text)?.[1]
  const stat = /\bstat:(\w+)/u.exec(text)?.[1]?.toUpperCase()
  if (!ref || !stat) return undefined
  const err = /\berr:(\w+)/u.exec(text)?.[1] ?? ''
  const state =
    stat === 'DELIVRD'
      ? 'delivered'
      : stat === 'REJECTD'
        ? 'refused'
        : ['UNDELIV', 'EXPIRED', 'DELETED'].includes(stat)
          ? 'bounced'
          : undefined
  return { ref, state, code: `${stat.toLowerCase()}${err && !/^0+$/u.test(err) ? `-${err}` : ''}` }
}
