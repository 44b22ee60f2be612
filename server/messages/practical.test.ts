import { describe, expect, it } from 'vitest'
import { isPractical } from './practical.ts'

describe('an answer about hours, plans and errands', () => {
  it.each([
    'Oui',
    'Non',
    'Non merci',
    'Oui, mardi',
    'Oui mardi 10h svp',
    'Ok pour jeudi 14h30',
    'D’accord pour jeudi',
    'C’est noté, je passerai vendredi',
    'Je ne pourrai pas venir mardi',
    'Je suis malade, je dois annuler',
    'Désolée, je suis en retard de 10 minutes',
    'Je suis joignable ce soir',
    'Je ne suis pas disponible, désolé',
    'Rappelez-moi',
    'Rappelez-moi demain matin svp',
    'Pouvez-vous me rappeler après 18h ?',
    'Pas intéressé',
    'Pas avant septembre',
    'Je l’ai vendue',
    'Je n’ai plus cette voiture',
    'Vous vous trompez de personne',
    'Qui êtes-vous ?',
    'Vous êtes ouverts à quelle heure ?',
    'Trop cher pour moi',
    'On verra',
    'I am ill, I have to cancel',
    'Not interested',
    'Call me tomorrow',
    'Yes, Tuesday at 10',
  ])('%s', (text) => expect(isPractical(text)).toBe(true))

  it.each([
    'Non, la voiture fume depuis hier, rappelez-moi vite !',
    'Rappelez-moi, les freins ne marchent plus',
    'Toujours pas de nouvelles, ça fait trois semaines',
    'Je suis déçu',
    'C’est une honte',
    'Vous vous moquez de moi',
    'La voiture est toujours en panne',
    'Oui, mardi, mais la dernière fois personne ne m’a accueilli',
    'Je l’ai vendue tant elle tombait en panne',
    'Not happy at all',
    'Super accueil',
  ])('is not: %s', (text) => expect(isPractical(text)).toBe(false))
})
