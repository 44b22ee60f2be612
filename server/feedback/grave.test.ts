import { describe, expect, it } from 'vitest'
import { openReader } from '../edges/reader/shipped-reader.edge.ts'
import { graveIn } from './grave.ts'

const reader = openReader()
const urgent = (text: string): boolean => reader.read(text).urgent

describe('what cannot wait', () => {
  it.each([
    // A person or the place is threatened.
    'Je sais où habite votre Moussa. Qu’il fasse attention',
    'I know where Marine lives',
    'Je vais venir avec mon fusil',
    'on va tout cramer',
    'I’ll be coming back with a baseball bat',
    // Their own life.
    'je mets fin à mes jours dans votre hall',
    'je veu plu vivre jen peu plu',
    'I don’t want to live any more, this debt has finished me',
    // What was done to a person.
    'Le vendeur a touché les fesses de ma fille de 15 ans',
    'My advisor groped me',
    'On m’a refusé l’essai parce que je porte le voile',
    'On a abusé de la faiblesse de ma mère, elle a 82 ans : abus de faiblesse',
    'Refused entry with my guide dog',
    // Parts on which lives hang, and bodies.
    'La ceinture arrière ne se bloque plus',
    'The steering locks up sometimes',
    'wheel nuts were loose',
    'Seatbelt won’t click',
    'I broke my wrist in your showroom',
    'Votre pont a lâché ma voiture',
    'huile partout et voyant rouge',
    // Other people's data.
    'Vous m’avez envoyé la facture d’un autre client, j’ai son RIB',
    'They emailed me someone else’s invoice',
  ])('%s', (text) => expect(urgent(text)).toBe(true))

  it.each([
    'J’ai failli mourir de rire avec João',
    'J’ai failli tuer mon mari en voyant la facture',
    'Le geste m’a beaucoup touchée',
    'Freins changés dans l’heure, parfait',
    'Ceinture remplacée rapidement, merci',
    'Fin de vie de ma vieille voiture, reprise sans discuter',
    'Accueil impeccable pour mon père en fauteuil',
    'Cela m’a touchée que Marine se souvienne de ma fille',
    'J’ai bien reçu ma facture',
    'The oil leak was fixed the same day, lovely people',
    'I broke my leg skiing, so Sarah brought the frames to my flat',
    'Laughed so hard I nearly died',
    'J’ai poussé votre porte un mardi de pluie, quel accueil',
  ])('not: %s', (text) => expect(urgent(text)).toBe(false))

  it('says where it stands', () => {
    const text = 'Bonjour. Je sais où habite Moussa.'
    expect(graveIn(text).map(({ from, to, always }) => [text.slice(from, to), always])).toEqual([
      ['sais où habite', true],
    ])
  })

  it('what pleased and was done well presses nobody; a person who was hurt does', () => {
    expect(urgent('Odeur de brûlé en arrivant, prise tout de suite, tout est réparé, merci Fred, parfait')).toBe(false)
    expect(urgent('Très belle voiture, merci, mais le vendeur a touché les fesses de ma fille')).toBe(true)
  })
})
