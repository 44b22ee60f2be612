import { Modal, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import {
  type ConsentAction,
  type ConsentChannel,
  type ConsentPurpose,
  customerConsents,
  writeReceipt,
} from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import { customerRights } from '../../../contract/privacy.ts'
import { useDo } from '../../ask.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Consent.module.css'
import type { Consents } from './consents.ts'
import { wordingFor } from './wording-for.ts'

const ANSWERS = ['given', 'refused', 'withdrawn', 'notice'] as const
const CHANNELS = ['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const
const PLACES = ['counter', 'call', 'web', 'paper', 'event'] as const
const PURPOSES = ['commercial', 'outside-hours', 'service'] as const

interface ConsentFormProps {
  customer: Customer
  consents: Consents
  channel: string
  close: () => void
}

/** What was answered, to what, where. */
interface Said {
  action: ConsentAction
  channel: ConsentChannel
  purpose: ConsentPurpose
  place: string
  /** One address or number; null: all of them. */
  contact: string | null
}

/** What they said, with the exact words they were asked with: those in force, to be read as they are. */
export function ConsentForm({ customer, consents, channel: first, close }: ConsentFormProps) {
  const { t, locale } = useWords()
  const { site } = useSite()
  const [said, setSaid] = useState<Said>({
    action: 'given',
    channel: first as ConsentChannel,
    purpose: 'commercial',
    place: 'counter',
    contact: null,
  })
  const [own, setOwn] = useState('')
  const [tried, setTried] = useState(false)
  const asked = said.action === 'given' || said.action === 'notice' ? said.action : null
  const words = asked
    ? wordingFor(consents.wordings, { ...said, action: asked }, [customer.language, locale])
    : undefined
  const missing = said.action === 'given' && !words && !own.trim()
  const save = useDo(writeReceipt, {
    refresh: [customerConsents, customerRights],
    done: () => {
      toast(t('consent.form-done'))
      close()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('consent.form')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (missing) return
          save.mutate({
            params: { id: customer.id },
            body: {
              ...said,
              siteId: site?.id ?? null,
              wording: words?.text ?? own,
              wordingVersion: words?.version ?? '',
              evidence: { language: words?.language ?? locale },
            },
          })
        }}
      >
        <WhatWasSaid said={said} set={(next) => setSaid({ ...said, ...next })} customer={customer} />
        {words ? (
          <WordsInForce {...words} />
        ) : (
          asked && (
            <Textarea
              label={t('consent.form-words')}
              description={t('consent.form-own')}
              maxLength={2000}
              autosize
              minRows={3}
              value={own}
              error={tried && missing ? t('start.needed') : null}
              onChange={(e) => setOwn(e.currentTarget.value)}
            />
          )
        )}
        <FormFooter submit={t('consent.form-do')} busy={save.isPending} error={save.error} onCancel={close} />
      </form>
    </Modal>
  )
}

interface WhatWasSaidProps {
  said: Said
  set: (next: Partial<Said>) => void
  customer: Customer
}

function WhatWasSaid({ said: { action, channel, purpose, place, contact }, set, customer }: WhatWasSaidProps) {
  const { t } = useWords()
  const contacts = contactsFor(customer, channel)
  return (
    <>
      <Row>
        <Select
          data-autofocus
          label={t('consent.form-action')}
          allowDeselect={false}
          data={ANSWERS.map((value) => ({ value, label: t(`consent.action-${value}`) }))}
          value={action}
          onChange={(next) => next && set({ action: next as ConsentAction })}
        />
        <Select
          label={t('consent.form-channel')}
          allowDeselect={false}
          data={CHANNELS.map((value) => ({ value, label: t(`consent.channel-${value}`) }))}
          value={channel}
          onChange={(next) => next && set({ channel: next as ConsentChannel, contact: null })}
        />
      </Row>
      <Row>
        <Select
          label={t('consent.form-purpose')}
          allowDeselect={false}
          data={PURPOSES.map((value) => ({ value, label: t(`consent.purpose-${value}`) }))}
          value={purpose}
          onChange={(next) => next && set({ purpose: next as ConsentPurpose })}
        />
        <Select
          label={t('consent.form-place')}
          allowDeselect={false}
          data={PLACES.map((value) => ({ value, label: t(`consent.place-${value}`) }))}
          value={place}
          onChange={(next) => next && set({ place: next })}
        />
      </Row>
      {contacts.length > 1 && (
        <Select
          clearable
          label={t('consent.form-contact')}
          placeholder={t('consent.form-any')}
          data={contacts}
          value={contact}
          onChange={(next) => set({ contact: next })}
        />
      )}
    </>
  )
}

/** The words to be read as they are, and which version of them. */
function WordsInForce({ text, language, version }: { text: string; language: string; version: string }) {
  const { t } = useWords()
  return (
    <div>
      <p style={{ margin: '0 0 6px', fontWeight: 600 }}>{t('consent.form-words')}</p>
      <blockquote className={classes.words} lang={language}>
        {text}
      </blockquote>
      <p className={classes.small} style={{ margin: '6px 0 0' }}>
        {t('consent.form-words-hint')} {t('consent.form-version', { version })}
      </p>
    </div>
  )
}

/** Their addresses or numbers that this channel reaches. */
function contactsFor(customer: Customer, channel: ConsentChannel): { value: string; label: string }[] {
  if (channel === 'email') return customer.emails.map(({ address }) => ({ value: address, label: address }))
  if (channel === 'post' || channel === 'push') return []
  return customer.phones.map(({ e164, display }) => ({ value: e164, label: display }))
}
