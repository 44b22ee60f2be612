import { Select, Switch, TagsInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { pairsIn, pairsText } from './provider-form.ts'
import { type PartProps, useFields } from './use-fields.tsx'

const MONO = { input: { fontFamily: 'ui-monospace, monospace', fontSize: '0.85rem' } }
const TYPES = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'text/xml']

/** A provider by HTTP: what it is asked, how it says that it took a message, and what it calls back with. */
export function HttpFields(part: PartProps) {
  const { t } = useWords()
  const { draft, set } = part
  const { settings, change, said, line, secret } = useFields(part)
  const { method = 'POST', contentType = TYPES[0]! } = settings
  return (
    <>
      {line('url', t('messages.url'), method === 'GET' ? t('messages.url-hint') : undefined)}
      <Row>
        <Select
          label={t('messages.method')}
          allowDeselect={false}
          data={['POST', 'PUT', 'GET']}
          value={method}
          onChange={(value) => change({ method: (value ?? 'POST') as 'POST' | 'PUT' | 'GET' })}
        />
        {method !== 'GET' && (
          <Select
            label={t('messages.content-type')}
            allowDeselect={false}
            data={[...new Set([...TYPES, contentType])]}
            value={contentType}
            onChange={(value) => change({ contentType: value ?? TYPES[0] })}
          />
        )}
      </Row>
      {line('from', t('messages.from-http'))}
      {method !== 'GET' && (
        <Textarea
          label={t('messages.body')}
          description={t('messages.body-hint').replaceAll('⟨', '{{').replaceAll('⟩', '}}')}
          autosize
          minRows={3}
          styles={MONO}
          value={settings.body ?? ''}
          error={said('body')}
          onChange={(e) => change({ body: e.currentTarget.value })}
        />
      )}
      {secret('authorization', t('messages.authorization'))}
      <Pairs
        label={t('messages.headers')}
        hint={t('messages.headers-hint')}
        value={settings.headers}
        error={said('headers')}
        onChange={(headers) => change({ headers })}
      />
      {secret('signingKey', t('messages.signing'), t('messages.signing-hint'))}
      <Answers {...part} />
      <Row>
        {line('idempotencyHeader', t('messages.idempotency'))}
        {line('refPath', t('messages.ref-path'), t('messages.path-hint'))}
      </Row>
      <Switch
        label={t('messages.idempotent')}
        description={t('messages.idempotent-hint')}
        checked={draft.idempotent}
        onChange={(e) => set({ ...draft, idempotent: e.currentTarget.checked })}
      />
      <Pairs
        label={t('messages.callback')}
        hint={t('messages.callback-hint')}
        value={settings.callback as Record<string, string> | undefined}
        error={said('callback')}
        onChange={(callback) => change({ callback })}
      />
    </>
  )
}

/** What an accepted answer looks like, and one that refuses. */
function Answers(part: PartProps) {
  const { t } = useWords()
  const { settings, change, said, line } = useFields(part)
  const words = (name: 'accepted' | 'refused') => (
    <TagsInput
      label={t(`messages.${name}`)}
      description={t(`messages.${name}-hint`)}
      maxTags={20}
      acceptValueOnBlur
      value={settings[name] ?? []}
      error={said(name)}
      onChange={(value) => change({ [name]: value })}
    />
  )
  return (
    <>
      {words('accepted')}
      {words('refused')}
      {line('answerPath', t('messages.answer-path'), t('messages.answer-path-hint'))}
    </>
  )
}

interface PairsProps {
  label: string
  hint: string
  value: Record<string, string> | undefined
  error: string | null
  onChange: (value: Record<string, string>) => void
}

/** Names and their values, one a line: `X-Account=1234`. */
function Pairs({ label, hint, value, error, onChange }: PairsProps) {
  const [written, setWritten] = useState(pairsText(value ?? {}))
  return (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={1}
      styles={MONO}
      value={written}
      error={error}
      onChange={(e) => {
        setWritten(e.currentTarget.value)
        onChange(pairsIn(e.currentTarget.value))
      }}
    />
  )
}
