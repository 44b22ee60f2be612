import type { TellingWords } from '../../contract/decisions.ts'
import type { Moment } from '../../contract/playbook.ts'

/** The moment under which such messages stand in the outbox and on the timeline. */
export const TOLD_MOMENT = 'you-said-we-did'

const TITLE = { fr: 'Vous l’aviez dit, nous l’avons fait', en: 'You said, we did' }
const GREETING = { fr: 'Bonjour', en: 'Hello' }

/** Braces would be read as places to fill in: a person's words are no template. */
const plain = (text: string): string => text.replaceAll(/[{}]/gu, '').trim()

/** The languages that are written, whole: a message is not spoken half. */
export const spokenIn = (words: TellingWords): ('fr' | 'en')[] =>
  (['fr', 'en'] as const).filter((language) => words[language]?.subject && words[language].message)

/**
 * “You said, we did”, as a moment that no playbook holds: a service message. The words a person wrote stand between the greeting and the name of
 * the advisor who knows the reader.
 */
export function toldMoment(words: TellingWords): Moment {
  const spoken = spokenIn(words)
  const of = (write: (language: 'fr' | 'en') => string): Record<string, string> =>
    Object.fromEntries(spoken.map((language) => [language, write(language)]))
  return {
    id: TOLD_MOMENT,
    title: TITLE,
    core: true,
    on: 'decision.settled',
    within: '60 days',
    purpose: 'service',
    do: ['email', 'sms'],
    by: 'advisor',
    priority: 5,
    holdout: 0,
    minutes: 5,
    subject: of((language) => plain(words[language]!.subject)),
    message: of(
      (language) =>
        `${GREETING[language]}{% if customer.name %} {{ customer.name }}{% endif %},\n\n${plain(words[language]!.message)}\n\n{% if advisor.name %}{{ advisor.name }}\n{% endif %}{% if sender.name %}{{ sender.name }}{% endif %}`,
    ),
    sms: of((language) => plain(words[language]!.sms || words[language]!.message).replaceAll(/\s+/gu, ' ')),
  }
}

/**
 * What stands there to begin with, in the language in which the decision was written; another is written by whoever speaks it. What was
 * dropped is told with its reason, just as plainly.
 */
export function firstWords(
  locale: 'fr' | 'en',
  decision: { text: string; outcome: string; state: string },
): TellingWords {
  const did = decision.outcome || decision.text
  if (locale === 'fr')
    return decision.state === 'dropped'
      ? {
          fr: {
            subject: 'Ce que vous nous aviez dit',
            message: `Vous nous aviez fait part de ce qui n’allait pas. Nous en avons débattu, et nous ne le changerons pas cette fois. Voici pourquoi :\n\n${did}\n\nMerci de nous l’avoir dit : c’est ainsi que l’on choisit mieux la fois suivante.`,
            sms: `Vous nous aviez signalé une difficulté. Nous ne la changerons pas cette fois : ${did}`.slice(0, 300),
          },
        }
      : {
          fr: {
            subject: 'Vous nous l’aviez dit, nous l’avons fait',
            message: `Vous nous aviez fait part de ce qui n’allait pas. Nous vous avons lu, et voici ce que nous avons changé :\n\n${did}\n\nMerci d’avoir pris le temps de nous le dire.`,
            sms: `Vous nous l’aviez dit, nous l’avons changé : ${did} Merci.`.slice(0, 300),
          },
        }
  return decision.state === 'dropped'
    ? {
        en: {
          subject: 'What you told us',
          message: `You told us what was wrong. We talked it over, and we will not change it this time. This is why:\n\n${did}\n\nThank you for telling us: it helps us choose better next time.`,
          sms: `You told us of a difficulty. We will not change it this time: ${did}`.slice(0, 300),
        },
      }
    : {
        en: {
          subject: 'You told us, and we did it',
          message: `You told us what was wrong. We read you, and this is what we changed:\n\n${did}\n\nThank you for taking the time to tell us.`,
          sms: `You told us, and we changed it: ${did} Thank you.`.slice(0, 300),
        },
      }
}
