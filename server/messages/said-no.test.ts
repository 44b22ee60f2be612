import { describe, expect, it } from 'vitest'
import { ownTime } from '../../test/own-time.ts'
import { nosIn, wantsItInWriting } from './said-no.ts'

describe('a no in the words of an answer', () => {
  it.each<[string, string]>([
    ['STOP', 'stop'],
    ['Stop.', 'stop'],
    ['Arrêtez de m’envoyer vos enquêtes', 'stop'],
    ['Très bien reçu, mais arrêtez de m’envoyer vos enquêtes.', 'stop'],
    ['Désinscrivez moi', 'stop'],
    ['Tout va bien. Merci de me désinscrire', 'stop'],
    ['Ne me contactez plus', 'stop'],
    ['Great service. Please unsubscribe me.', 'stop'],
    ['Please stop texting me', 'stop'],
    ['Supprimez toutes mes données', 'erasure'],
    ['Nul. Je demande la suppression de mes données personnelles', 'erasure'],
    ['Please delete my data under GDPR', 'erasure'],
    ['I want you to erase all my personal data', 'erasure'],
    ['Qui vous a donné mon numéro ?', 'access'],
    ['Where did you get my number?', 'access'],
    ['Comment avez-vous eu mes coordonnées ?', 'access'],
    ['Please don’t phone me', 'calls'],
    ['Ne m’appelez plus', 'calls'],
    ['Bon accueil, merci de ne pas me rappeler', 'calls'],
    ['J’ai 84 ans, je n’entends pas au téléphone, écrivez-moi', 'calls'],
    ['I am partially deaf, please write rather than phone', 'calls'],
  ])('%s', (text, no) => expect(nosIn(text)).toEqual([no]))
  it('several at once', () =>
    expect(nosIn('Ne m’appelez plus. Supprimez mes données. Ne m’envoyez plus de SMS.')).toEqual([
      'stop',
      'calls',
      'erasure',
    ]))
})

describe('what is none', () => {
  it.each([
    'Non merci',
    'Rien à dire, non merci.',
    'Arrêtez',
    'Arrêtez de mentir',
    'Arrêtez-vous de travailler à 18 h ?',
    'Le stop arrière ne marche plus',
    'Plus de messages sur l’avancement',
    'J’aurais aimé plus de SMS pendant la réparation',
    'Vous ne m’appelez jamais',
    'Pourquoi vous ne me rappelez pas ?',
    'Pas d’appel, pas de nouvelles, rien',
    'They never call me back',
    'You don’t call me when you say you will',
    'On ne m’a pas rappelé',
    'Vous avez supprimé mes données GPS',
    'Effacer mes données de navigation sans prévenir',
    'Qui vous a dit que ma voiture était prête ?',
    'Comment avez-vous trouvé la panne si vite ?',
    'Ne changez rien',
    'Écrivez plus gros sur vos factures',
    'Rappelez-moi au 06 39 98 01 01',
    'End of story, great people',
    'Please call me',
    '',
  ])('%j', (text) => expect(nosIn(text)).toEqual([]))
})

it('who would rather read waits for an answer', () => {
  expect(wantsItInWriting('J’ai 84 ans, je n’entends pas au téléphone, écrivez-moi')).toBe(true)
  expect(wantsItInWriting('partially deaf, please write rather than phone')).toBe(true)
  expect(wantsItInWriting('Ne m’appelez plus')).toBe(false)
  expect(wantsItInWriting('Je suis sourd à vos arguments')).toBe(false)
})

it('whatever was typed to harm takes no time', () => {
  const texts = ['stop '.repeat(800), 'ne '.repeat(1300), 'a'.repeat(50_000), 'arrêtez de m’envoyer, '.repeat(180)]
  expect(ownTime(() => texts.map(nosIn))).toBeLessThan(1_500)
})
