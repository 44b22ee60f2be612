/** What every message says beside its own words, in the languages we write. */
export type Spoken = 'fr' | 'en'

/** A message is written in a language of the playbook; what surrounds it in one of ours. */
export const spokenIn = (language: string): Spoken => (language === 'fr' ? 'fr' : 'en')

export const FOOT: Record<Spoken, { page: string; out: string; pageText: string; outText: string; post: string }> = {
  fr: {
    page: 'Pourquoi ce message, vos choix',
    out: 'Ne plus en recevoir',
    pageText: 'Pourquoi ce message, vos choix :',
    outText: 'Ne plus en recevoir :',
    post: 'Vos choix, ou ne plus recevoir de courrier :',
  },
  en: {
    page: 'Why this message, your choices',
    out: 'Stop these messages',
    pageText: 'Why this message, your choices:',
    outText: 'Stop these messages:',
    post: 'Your choices, or no more post:',
  },
}

/** The way out of an SMS, free and understood by every network. */
export const stopWords = (language: string, number: string): string =>
  spokenIn(language) === 'fr'
    ? number
      ? `STOP au ${number}`
      : 'STOP : répondez STOP'
    : number
      ? `STOP to ${number}`
      : 'Reply STOP to opt out'
