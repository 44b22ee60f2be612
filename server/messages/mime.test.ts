import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { asParagraphs, emailQuoted } from './email-shell.ts'
import { asMime, headerWords, quotedPrintable } from './mime.ts'

const shell = { language: 'fr', sender: 'Garage du Val', address: '3 quai Nord, 78000 Versailles' } as const
const links = { page: 'https://val.example/c/abc', out: 'https://val.example/c/abc/out' }
const words =
  'Chère Anne,\n\nVotre Captur est prêt ; l’essence est à 100 % = plein.\nÀ tout à l’heure.\n\nAlice <3 & https://val.example/plan?a=1.'

const mail = (over: Partial<Parameters<typeof asMime>[0]> = {}) =>
  asMime({
    from: { name: 'Alice "Zoé" Conseil, Garage', address: 'contact@val.example' },
    to: 'anne@example.org',
    replyTo: 'alice@val.example',
    subject: 'Prêt — votre Captur vous attend depuis ce matin, à l’accueil du garage du Val',
    messageId: '01936a8e@val.example',
    date: new Date('2026-11-24T09:24:07Z'),
    headers: { 'List-Unsubscribe': `<${links.out}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    text: words,
    htmlQuoted: emailQuoted(shell, { words, ...links }),
    ...over,
  })

describe('a message on the wire', () => {
  it('is read by a mail reader as it was written', async () => {
    const read = await PostalMime.parse(mail())
    expect(read.subject).toBe('Prêt — votre Captur vous attend depuis ce matin, à l’accueil du garage du Val')
    expect(read.from).toMatchObject({ name: 'Alice "Zoé" Conseil, Garage', address: 'contact@val.example' })
    expect(read.text?.trim()).toBe(words)
    expect(read.html?.trim()).toMatch(/^<!doctype html>.+<\/html>$/su)
    expect(read.html).toContain(asParagraphs(words))
    expect(read.html).toContain('<br>À tout à l’heure.</p>')
    expect(read.html).toContain('href="https://val.example/c/abc/out"')
    expect(read.date).toBe('2026-11-24T09:24:07.000Z')
    const header = Object.fromEntries(read.headers.map(({ key, value }) => [key, value]))
    expect(header['list-unsubscribe']).toBe('<https://val.example/c/abc/out>')
    expect(header['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  })
  it('has no line that a relay would cut, and nothing but ASCII', () => {
    for (const line of mail().split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
    expect(mail()).toMatch(/^[\x20-\x7e\r\n\t]*$/u)
    expect(mail().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
  })
  it.each([
    ['subject', { subject: 'Bonjour\r\nBcc: tous@example.org' }],
    ['name', { from: { name: 'Alice\nBcc: tous@example.org', address: 'contact@val.example' } }],
    ['address', { to: 'anne@example.org\r\nBcc: tous@example.org' }],
  ])('lets nobody write a header of their own: %s', async (_name, over) => {
    const read = await PostalMime.parse(mail(over))
    expect(read.bcc ?? []).toEqual([])
  })
  it('holds no picture: nothing tells who opened it', async () => {
    const { html } = await PostalMime.parse(mail())
    expect(html).toContain('<html')
    expect(html).not.toMatch(/<img|url\(|<link/u)
  })
})

describe('quoted-printable', () => {
  it.each([
    ['accents', 'é', '=C3=A9'],
    ['the sign itself', 'a=b', 'a=3Db'],
    ['a space at the end of a line', 'a \nb', 'a=20\r\nb'],
    ['a dot alone on its line is the relay’s matter', 'a\n.\nb', 'a\r\n.\r\nb'],
    ['lines of seventy-six at most', 'a'.repeat(80), `${'a'.repeat(75)}=\r\n${'a'.repeat(5)}`],
  ])('%s', (_name, text, expected) => {
    expect(quotedPrintable(text)).toBe(expected)
  })
})

it('a long subject in another script is cut between characters', () => {
  for (const line of headerWords('Ваш автомобиль готов, приезжайте когда вам будет удобно').split('\r\n ')) {
    expect(line.length).toBeLessThanOrEqual(75)
    expect(line).toMatch(/^=\?UTF-8\?B\?[\w+/=]+\?=$/u)
  }
})

it('words are never read as HTML, and an address can be followed', () => {
  expect(asParagraphs('a <b>\n\nhttps://val.example/x.')).toMatch(
    /^<p style="[^"]*">a &lt;b&gt;<\/p><p style="[^"]*"><a href="https:\/\/val.example\/x" style="[^"]*">https:\/\/val.example\/x<\/a>\.<\/p>$/u,
  )
})
