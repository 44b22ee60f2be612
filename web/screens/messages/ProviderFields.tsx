import { NumberInput, Select } from '@mantine/core'
import { Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { HttpFields } from './HttpFields.tsx'
import type { Channel, Kind } from './provider-form.ts'
import { type PartProps, useFields } from './use-fields.tsx'

interface Props extends PartProps {
  channel: Channel
  kind: Kind
}

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
