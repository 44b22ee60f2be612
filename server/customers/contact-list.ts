import type { Fault } from './customer-fields.ts'
import { toE164 } from './phone.ts'

export interface PhoneLine {
  e164: string
  label: string
}
export interface EmailLine {
  address: string
  label: string
}

/**
 * Phones as they are kept: E.164, each number once, in the order given; the first label given to a number stays with it.
 * A number that nobody could dial is a fault on its own path.
 * @param country ISO 3166-1 code, for numbers without a country code
 */
export function readPhones(
  sent: readonly { number: string; label: string }[],
  country: string,
): { phones: PhoneLine[]; faults: Fault[] } {
  const faults: Fault[] = []
  const phones = new Map<string, PhoneLine>()
  for (const [n, { number, label }] of sent.entries()) {
    const e164 = toE164(number, country)
    if (!e164)
      faults.push({
        path: `body.phones.${n}.number`,
        because: `This is not a number one can dial from ${country}. Write it whole, or with its country: +33 6 12 34 56 78.`,
      })
    else phones.set(e164, { e164, label: phones.get(e164)?.label || label })
  }
  return { phones: [...phones.values()], faults }
}

/** E-mail addresses as they are kept: small letters, each once, in the order given. */
export function readEmails(sent: readonly { address: string; label: string }[]): EmailLine[] {
  const emails = new Map<string, EmailLine>()
  for (const { address, label } of sent) {
    const key = address.toLowerCase()
    emails.set(key, { address: key, label: emails.get(key)?.label || label })
  }
  return [...emails.values()]
}
