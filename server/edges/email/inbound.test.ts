import { describe, expect, it } from 'vitest'
import { readInbound } from './inbound.ts'

const OURS = '01936a8e-0d2b-7c3f-8a11-0123456789ab'
const mail = (lines: string[]) => Buffer.from(lines.join('\r\n'))
const bounce = (status: string, action = 'failed') =>
  mail([
    'From: MAILER-DAEMON@mx.example.org',
    'To: bounces@val.example',
    'Message-ID: <b1@mx.example.org>',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    '',
    '--x',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; anne@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    '--x',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${OURS}@val.example>`,
    'Subject: Bonjour',
    '',
    '--x--',
    '',
  ])
const answer = (text: string, more: string[] = []) =>
  mail([
    'From: Anne <anne@example.org>',
    'To: contact@val.example',
    'Message-ID: <r1@example.org>',
    `In-Reply-To: <${OURS}@val.example>`,
    'Subject: Re: Bonjour',
    ...more,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ])

describe('mail that comes back', () => {
  it('an address that does not exist is dead, a full box is not, a delay is no news', async () => {
    expect(await readInbound(bounce('5.1.1'))).toEqual([
      {
        key: '<b1@mx.example.org> 0',
        kind: 'bounced',
        code: '5.1.1',
        dead: true,
        address: 'anne@example.org',
        messageId: OURS,
      },
    ])
    expect(await readInbound(bounce('5.2.2'))).toMatchObject([{ code: '5.2.2', dead: false }])
    expect(await readInbound(bounce('4.4.1', 'delayed'))).toEqual([])
  })
  it('names its message by the address it came to', async () => {
    const other = '01936a8e-0d2b-7c3f-8a11-0123456789ff'
    expect(await readInbound(bounce('5.1.1'), `bounces+${other}@val.example`)).toMatchObject([{ messageId: other }])
  })
  it('an answer is the words of the person, without ours', async () => {
    expect(
      await readInbound(answer('Merci, à jeudi !\r\n\r\nLe mar. 24 nov. 2026 à 10:24, Garage a écrit :\r\n> Bonjour')),
    ).toEqual([
      {
        key: '<r1@example.org>',
        kind: 'reply',
        address: 'anne@example.org',
        text: 'Merci, à jeudi !',
        messageId: OURS,
      },
    ])
  })
  it('a STOP is one, in the words or in the subject', async () => {
    expect(await readInbound(answer('STOP\r\n> Bonjour'))).toMatchObject([{ kind: 'stop' }])
  })
  it('a machine that answers for someone away says nothing', async () => {
    expect(await readInbound(answer('Je suis absente.', ['Auto-Submitted: auto-replied']))).toEqual([])
  })
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from([0, 255, 1, 2, 13, 10])],
  ])('%s is no news', async (_name, raw) => {
    expect(await readInbound(raw)).toEqual([])
  })
})
