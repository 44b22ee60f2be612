import { NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Provider, ProviderSettings } from '../../../contract/message-providers.ts'
import { ProblemError } from '../../api.ts'
import { Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import type { Channel, Draft, Kind } from './provider-form.ts'

interface Props {
  channel: Channel
  kind: Kind
  draft: Draft
  set: (next: Draft) => void
  kept: Provider['kept']
  error: unknown
}

/** What was said of a field, beside it. */
const faultOf = (error: unknown, path: string): string | null =>
  error instanceof ProblemError
    ? (error.problem.faults?.find((fault) => fault.path === `body.${path}`)?.because ?? null)
    : null

/** The fields of a way out, by its kind. A secret that is kept never comes back: it is only replaced. */
export function ProviderFields({ channel, kind, ...part }: Props) {
  const { t } = useWords()
  const { line } = useFields(part)
  return (
    <>
      {kind === 'smtp' && <SmtpFields {...part} />}
      {kind === 'smpp' && <SmppFields {...part} />}
      {kind === 'http' && <HttpFields {...part} />}
      {channel === 'sms' && line('stop', t('messages.stop'), t('messages.stop-hint'))}
      <PaceAndCost {...part} paced={kind !== 'print'} />
    </>
  )
}

type PartProps = Omit<Props, 'channel' | 'kind'>

/** A field by its name: a line of text, a secret, the port; each with what was said of it. */
function useFields({ draft, set, kept, error }: PartProps) {
  const { t } = useWords()
  const { settings } = draft
  const change = (next: Partial<ProviderSettings>) => set({ ...draft, settings: { ...settings, ...next } })
  const said = (name: keyof ProviderSettings): string | null => {
    const fault = faultOf(error, `settings.${name}`)
    return fault === 'needed' ? t('start.needed') : fault
  }
  const line = (name: keyof ProviderSettings, label: string, description?: ReactNode) => (
    <TextInput
      label={label}
      {...(description ? { description } : {})}
      autoComplete="off"
      value={String(settings[name] ?? '')}
      error={said(name)}
      onChange={(e) => change({ [name]: e.currentTarget.value })}
    />
  )
  const secret = (name: 'password' | 'authorization' | 'signingKey', label: string, description?: string) => (
    <PasswordInput
      label={label}
      {...(description ? { description } : {})}
      autoComplete="new-password"
      placeholder={kept.includes(name) ? t('messages.kept') : ''}
      value={draft.secrets[name] ?? ''}
      visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
      onChange={(e) => {
        const { value } = e.currentTarget
        set({ ...draft, secrets: { ...draft.secrets, [name]: value } })
      }}
    />
  )
  const port = (
    <NumberInput
      label={t('messages.port')}
      min={1}
      max={65_535}
      hideControls
      value={settings.port ?? ''}
      error={said('port')}
      onChange={(value) => change({ port: typeof value === 'number' ? value : undefined })}
    />
  )
  return { settings, change, said, line, secret, port }
}

function SmtpFields(part: PartProps) {
  const { t } = useWords()
  const { settings, change, line, secret, port } = useFields(part)
  return (
    <>
      {line('from', t('messages.from-email'), t('messages.from-email-hint'))}
      <Row>
        {line('host', t('messages.host'))}
        {port}
      </Row>
      <Select
        label={t('messages.security')}
        allowDeselect={false}
        data={(['starttls', 'tls', 'none'] as const).map((value) => ({
          value,
          label: t(`messages.security-${value}`),
        }))}
        value={settings.security ?? 'starttls'}
        onChange={(value) => change({ security: (value ?? 'starttls') as 'tls' | 'starttls' | 'none' })}
      />
      <Row>
        {line('user', t('messages.user'))}
        {secret('password', t('messages.password'))}
      </Row>
      {line('bounces', t('messages.bounces'), t('messages.bounces-hint'))}
      {line('replies', t('messages.replies'), t('messages.replies-hint'))}
    </>
  )
}

function SmppFields(part: PartProps) {
  const { t } = useWords()
  const { line, secret, port } = useFields(part)
  return (
    <>
      {line('from', t('messages.from-sms'), t('messages.from-sms-hint'))}
      <Row>
        {line('host', t('messages.host'))}
        {port}
      </Row>
      <Row>
        {line('user', t('messages.user'))}
        {secret('password', t('messages.password'))}
      </Row>
    </>
  )
}

function HttpFields(part: PartProps) {
  const { t } = useWords()
  const { draft, set } = part
  const { settings, change, said, line, secret } = useFields(part)
  return (
    <>
      {line('url', t('messages.url'))}
      {line('from', t('messages.from-http'))}
      <Textarea
        label={t('messages.body')}
        description={t('messages.body-hint').replaceAll('⟨', '{{').replaceAll('⟩', '}}')}
        autosize
        minRows={3}
        styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: '0.85rem' } }}
        value={settings.body ?? ''}
        error={said('body')}
        onChange={(e) => change({ body: e.currentTarget.value })}
      />
      {secret('authorization', t('messages.authorization'))}
      {secret('signingKey', t('messages.signing'), t('messages.signing-hint'))}
      <Row>
        {line('idempotencyHeader', t('messages.idempotency'))}
        {line('refPath', t('messages.ref-path'))}
      </Row>
      <Switch
        label={t('messages.idempotent')}
        description={t('messages.idempotent-hint')}
        checked={draft.idempotent}
        onChange={(e) => set({ ...draft, idempotent: e.currentTarget.checked })}
      />
    </>
  )
}

/** How many leave in a second, and what one costs. */
function PaceAndCost({ draft, set, paced }: PartProps & { paced: boolean }) {
  const { t } = useWords()
  return (
    <Row>
      {paced && (
        <NumberInput
          label={t('messages.rate')}
          min={0.01}
          max={5000}
          value={draft.perSecond}
          onChange={(value) => set({ ...draft, perSecond: Number(value) || 1 })}
        />
      )}
      <NumberInput
        label={t('messages.cost')}
        description={t('messages.cost-hint')}
        min={0}
        decimalScale={3}
        step={0.5}
        value={draft.costCents}
        onChange={(value) => set({ ...draft, costCents: Number(value) || 0 })}
      />
    </Row>
  )
}
