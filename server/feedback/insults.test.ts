import { describe, expect, it } from 'vitest'
import { insultsIn, isInsulting } from './insults.ts'

describe('words that insult somebody', () => {
  it.each([
    ['Cette connasse de Marine', 'connasse'],
    ['Moussa est un gros con', 'est un gros con'],
    ['João, un branleur', 'branleur'],
    ['Le petit arabe de l’accueil, Moussa, rentre chez toi', 'petit arabe'],
    ['Qu’il retourne dans son pays', 'Qu’il retourne dans son pays'],
    ['Marine doesn’t care, what a bitch', 'bitch'],
    ['Quelle ordure ce Karim', 'Quelle ordure'],
    ['Paul est un incapable', 'un incapable'],
    ['Bande d’incapables', 'd’incapables'],
    ['Quel c0nnard', 'c0nnard'],
    ['Espèce de conn*rd', 'conn*rd'],
    ['She is a stupid cow', 'stupid cow'],
    ['Claire, pauvre fille', 'pauvre fille'],
  ])('%s', (text, stretch) => {
    const found = insultsIn(text).map(({ from, to }) => text.slice(from, to))
    expect(found).toContain(stretch)
  })

  it.each([
    'Vous m’avez arnaqué, c’est nul et hors de prix',
    'Incapable de me dire quand la voiture sera prête',
    'Un vendeur incapable de répondre',
    'Il y avait des ordures devant l’entrée',
    'C’est con, il ne restait qu’une visite',
    'Un petit noir offert pendant l’attente',
    'J’ai pris le petit modèle noir, con clima',
    'Putain de voiture, mais Marine a été parfaite',
    'The dirty black car seat was cleaned',
    'Je suis rentrée chez moi en taxi',
    'Deux heures de retard, et pas un mot',
    'Des voleurs, je ne reviendrai pas',
    'Une équipe formidable, merci à Léa',
  ])('an opinion, a thing or a joke: %s', (text) => expect(isInsulting(text)).toBe(false))
})
