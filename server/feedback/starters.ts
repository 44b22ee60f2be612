import { SCALE_OF, type SurveyDraft } from '../../contract/surveys.ts'

/** What is asked of those who were not content; after one answer, never of all. */
const why: SurveyDraft['followUps'][number] = {
  key: 'why',
  kind: 'choices',
  title: { fr: 'Qu’aurions-nous dû mieux faire ?', en: 'What should we have done better?' },
  options: [
    { key: 'informed', title: { fr: 'Me tenir au courant', en: 'Keep me informed' } },
    { key: 'delay', title: { fr: 'Respecter l’heure ou la date', en: 'Be on time' } },
    { key: 'welcome', title: { fr: 'L’accueil', en: 'The welcome' } },
    { key: 'quality', title: { fr: 'Le travail lui-même', en: 'The work itself' } },
    { key: 'price', title: { fr: 'Expliquer le prix', en: 'Explain the price' } },
    { key: 'other', title: { fr: 'Autre chose', en: 'Something else' } },
  ],
  after: ['between', 'unhappy'],
}

const callback: SurveyDraft['followUps'][number] = {
  key: 'callback',
  kind: 'yes-no',
  title: { fr: 'Souhaitez-vous que quelqu’un vous rappelle ?', en: 'Would you like somebody to call you?' },
  options: [],
  after: ['unhappy'],
}

const rest = { languages: ['fr', 'en'], askQuote: true, editHours: 72, openDays: 30 }

/** Three good surveys to begin with; the playbooks that ship ask them by these slugs. */
export const STARTERS: readonly SurveyDraft[] = [
  {
    ...rest,
    slug: 'after-delivery',
    title: { fr: 'Après la livraison', en: 'After delivery' },
    metric: 'nps',
    scale: SCALE_OF.nps,
    question: {
      fr: 'Recommanderiez-vous notre maison à quelqu’un que vous aimez bien ?',
      en: 'Would you recommend us to someone you are fond of?',
    },
    word: { fr: 'Pourquoi cette note ?', en: 'Why this score?' },
    followUps: [
      {
        key: 'praise',
        kind: 'text',
        title: { fr: 'Quelqu’un mérite-t-il d’être remercié ?', en: 'Is there somebody to thank?' },
        options: [],
        after: ['happy'],
      },
      why,
      callback,
    ],
    thanks: {
      fr: 'Vous avez pris ce temps pour nous, et nous en ferons bon usage.',
      en: 'You took this time for us, and we will put it to good use.',
    },
  },
  {
    ...rest,
    slug: 'after-service',
    title: { fr: 'Après l’atelier', en: 'After a repair' },
    metric: 'csat',
    scale: SCALE_OF.csat,
    question: {
      fr: 'Êtes-vous satisfait de ce que nous avons fait pour vous ?',
      en: 'Are you satisfied with what we did for you?',
    },
    word: { fr: 'Un mot, si vous voulez', en: 'A word, if you like' },
    followUps: [why, callback],
    thanks: {
      fr: 'Ce que vous dites aide l’atelier à mieux faire la prochaine fois.',
      en: 'What you say helps the workshop do better next time.',
    },
  },
  {
    ...rest,
    slug: 'after-call',
    title: { fr: 'Après un appel', en: 'After a call' },
    metric: 'ces',
    scale: SCALE_OF.ces,
    question: {
      fr: 'Nous joindre et obtenir une réponse a été facile.',
      en: 'It was easy to reach us and get an answer.',
    },
    word: { fr: 'Qu’est-ce qui aurait été plus simple ?', en: 'What would have been simpler?' },
    followUps: [callback],
    thanks: {
      fr: 'C’est ainsi que l’on apprend à mieux répondre.',
      en: 'This is how we learn to answer better.',
    },
    openDays: 14,
  },
]
