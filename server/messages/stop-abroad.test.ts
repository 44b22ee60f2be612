import { expect, test } from 'vitest'
import { ownTime } from '../../test/own-time.ts'
import { isStop, isStopEverywhere } from './stop.ts'

test.each([
  'Baja',
  'darme de baja por favor',
  'No más mensajes',
  'No quiero recibir más SMS, gracias',
  'Abmelden',
  'Bitte keine SMS mehr',
  'Keine Werbung mehr bitte',
  'Ich möchte keine Nachrichten mehr erhalten.',
  'stoppen',
  'Basta',
  'ALT',
  'Non voglio più SMS',
  'Parar',
  'Chega',
  'Não quero receber mais SMS',
  'Afmelden',
  'Stop sms a.u.b.',
  'Geen berichten meer alstublieft',
  'Rezygnuję',
  'Proszę nie wysyłać więcej wiadomości',
  'Отписаться',
  'Больше не пишите мне!',
  'Не присылайте мне рекламу',
  'توقف',
  'لا ترسلوا لي رسائل من فضلكم',
  'Artık mesaj istemiyorum',
  'lütfen mesaj göndermeyin',
  'Nu mai vreau mesaje',
  '退订',
  'STOP 🛑',
  'ＳＴＯＰ',
])('%j', (text) => expect(isStop(text)).toBe(true))

test.each([
  'Dur',
  'Annulla',
  'Cancelar',
  'Iptal',
  'Annulla l’appuntamento di lunedì',
  'Keine Zeit morgen, geht Freitag?',
  'Ich habe keine SMS bekommen',
  'No quiero la revisión',
  'Non voglio più la macchina rossa',
  'Geen probleem',
  'Nie chcę wymiany oleju',
  'Не пишите счёт на моё имя',
  'لا أريد السيارة',
  'Mesaj aldım, teşekkürler',
  'Gracias',
  'Bitte',
  '',
])('not %j', (text) => expect(isStop(text)).toBe(false))

test.each([
  ['Kontaktieren Sie mich nicht mehr', true],
  ['No me contacten más', true],
  ['Keine SMS mehr', false],
])('%j is said of all ways at once: %s', (text, expected) => expect(isStopEverywhere(text)).toBe(expected))

test('is read in no time', () => {
  const texts = [`${'bitte '.repeat(60)}x`, `${'no quiero '.repeat(40)}`, 'é'.repeat(100_000)]
  expect(ownTime(() => expect(texts.some(isStop)).toBe(false))).toBeLessThan(1_000)
})
