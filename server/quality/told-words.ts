import type { Moment } from '../../contract/playbook.ts'

/** What a return says to those who rated the version before. */
interface Words {
  subject: string
  message: string
  sms: string
}

/** Braces would be read as places to fill in. */
const plain = (text: string): string => text.replaceAll(/[{}]/gu, '').trim()

const WORDS: Record<'fr' | 'en', (name: string, changed: string) => Words> = {
  fr: (name, changed) => ({
    subject: `Vous nous l’aviez dit : ${name}`,
    message: `Bonjour{% if customer.name %} {{ customer.name }}{% endif %},

Vous nous aviez dit ce que vous pensiez de « ${name} ». Nous vous avons lu, et voici ce que nous avons changé :

${changed}

« ${name} » est de nouveau proposé, dans sa nouvelle version. Merci d’avoir pris le temps de nous le dire.

{% if sender.name %}{{ sender.name }}{% endif %}`,
    sms: `Vous nous aviez parlé de « ${name} ». Nous avons changé : ${changed} Merci de nous l’avoir dit.`,
  }),
  en: (name, changed) => ({
    subject: `You told us: ${name}`,
    message: `Hello{% if customer.name %} {{ customer.name }}{% endif %},

You told us what you thought of “${name}”. We read you, and this is what we changed:

${changed}

“${name}” is back, in its new version. Thank you for taking the time to tell us.

{% if sender.name %}{{ sender.name }}{% endif %}`,
    sms: `You told us about “${name}”. We changed: ${changed} Thank you for telling us.`,
  }),
}

const firstOf = (said: Record<string, string>): string => Object.values(said).find(Boolean) ?? ''

/**
 * “You said, we did”, as a moment that no playbook holds: a service message in the languages in which what changed was written. A language
 * in which it was not written is not spoken half.
 */
export function toldMoment(product: { name: Record<string, string>; changed: Record<string, string> }): Moment {
  const spoken = (['fr', 'en'] as const).filter((language) => product.changed[language])
  const languages = spoken.length > 0 ? spoken : (['fr'] as const)
  const words = (part: keyof Words): Record<string, string> =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        WORDS[language](
          plain(product.name[language] || firstOf(product.name)),
          plain(product.changed[language] || firstOf(product.changed)),
        )[part],
      ]),
    )
  const sms = words('sms')
  for (const [language, text] of Object.entries(sms)) sms[language] = text.replaceAll(/\s+/gu, ' ')
  return {
    id: 'product-returned',
    title: words('subject'),
    core: true,
    on: 'product.returned',
    within: '60 days',
    purpose: 'service',
    do: ['email', 'sms'],
    by: 'advisor',
    priority: 5,
    holdout: 0,
    minutes: 5,
    message: words('message'),
    subject: words('subject'),
    sms,
  }
}
