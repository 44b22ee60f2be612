import { describe, expect, it } from 'vitest'
import { nameBook, namesIn } from '../feedback/names.ts'
import { type Around, accusedIn } from './accused.ts'

const BOOK = nameBook([
  { id: 'joao', name: 'João Vidal' },
  { id: 'marine', name: 'Marine Roche' },
  { id: 'chief', name: 'Denis Aubry' },
])
const AROUND: Around[] = [
  { id: 'joao', as: 'advisor', roles: ['sales-advisor'] },
  { id: 'marine', as: 'served', roles: ['reception'] },
  { id: 'chief', as: 'manager', roles: ['site-manager'] },
]
const accused = (text: string, { unkind = true, praised = [] as string[], around = AROUND } = {}) =>
  accusedIn({ text, unkind, praised, names: namesIn(text, BOOK), around }).toSorted()

describe('whom words accuse', () => {
  it.each([
    ['João m’a traitée de menteuse', ['joao']],
    ['Attendu deux heures, et trop cher', []],
    ['Le vendeur m’a touché les fesses pendant l’essai', ['joao']],
    ['Mon conseiller m’envoie des messages personnels le soir, je suis mariée', ['joao', 'marine']],
    ['My advisor groped me', ['joao', 'marine']],
    ['Mon conseiller m’a menti', ['joao', 'marine']],
    ['Votre vendeur m’a insulté et traité de sale arabe', ['joao']],
    ['The young sales rep lied to us', ['joao']],
    ['Votre directeur m’a raccroché au nez', ['chief']],
    ['Your manager shouted at my wife', ['chief']],
    ['L’hôtesse m’a mal parlé', ['marine']],
    ['Il m’a touché les fesses', ['joao', 'marine']],
    ['J’ai été insultée par un de vos employés', ['joao', 'marine']],
    ['J’ai parlé à Marine, elle m’a raccroché au nez', ['marine']],
    ['Vos mécaniciens m’ont volé mon téléphone dans la voiture', ['joao', 'marine']],
    ['Your lads stole my dashcam', ['joao', 'marine']],
    ['Vos vendeurs m’ont menti sur toute la ligne', ['joao']],
    ['Vos commerciaux nous ont vraiment arnaqués', ['joao']],
    ['Your salesmen lied to us', ['joao']],
    ['Les hôtesses m’ont insultée', ['marine']],
    ['Vos directeurs m’ont trompé', ['chief']],
  ])('%s', (text, wanted) => expect(accused(text)).toEqual(wanted))

  it.each([
    ['a gesture, a service, a house', 'Aucun geste commercial du service commercial'],
    ['whom they ask for', 'Une honte. Je veux parler à mon conseiller'],
    ['whom we are to tell', 'Attente interminable, merci de prévenir mon conseiller'],
    ['whom they excuse', 'J’ai attendu deux heures, mon conseiller n’y est pour rien'],
    ['whom they praise beside it', 'Deux heures d’attente. Mon conseiller est très gentil.'],
    ['before the but', 'Mon conseiller est super mais le délai est trop long'],
    ['several at once are nobody', 'Vos vendeurs sont débordés'],
    ['nor are several who are slow', 'Vos conseillers m’ont fait attendre'],
    ['what the weather took', 'Le vent m’a volé la vedette, et l’attente était longue'],
    ['others who stole', 'La batterie volée sur le parking du centre commercial, aucune aide'],
    ['responsible for', 'Qui est responsable de ce retard ?'],
    ['in English', 'Waited two hours, not my advisor’s fault'],
  ])('nobody: %s', (_why, text) => expect(accused(text)).toEqual([]))

  it('where the words are kind, and nothing grave is said, nobody is', () => {
    expect(accused('Mon conseiller m’a tout expliqué', { unkind: false })).toEqual([])
    expect(accused('My advisor groped me', { unkind: false })).toEqual(['joao', 'marine'])
  })
  it('whom the reader heard thanked is not', () =>
    expect(accused('Marine m’a sauvée, le reste est nul', { praised: ['Marine'] })).toEqual([]))
})
