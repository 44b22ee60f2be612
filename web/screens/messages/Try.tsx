import { Button, Select } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { tryChoices, tryMessage, tryOnMyself } from '../../../contract/messages.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CustomerPicker } from '../customer/CustomerPicker.tsx'
import setup from '../setup/Setup.module.css'
import classes from './Messages.module.css'
import type { Channel } from './provider-form.ts'

type Tried = NonNullable<AnswerOf<typeof tryMessage>['written']>

/** The words of the playbook in force, written for a real customer, with what they cost; and sent to oneself to see. */
export default function Try() {
  const { t, word, because } = useWords()
  const may = useMay('loop.read', null)
  const mayRead = useMay('customers.read', null)
  const choices = useAsk(tryChoices, {}, { enabled: may && mayRead })
  const [moment, setMoment] = useState<string | null>(null)
  const [channel, setChannel] = useState<Channel | null>(null)
  const [customerId, setCustomer] = useState<string | null>(null)
  const show = useDo(tryMessage)
  const body = moment && channel && customerId ? { moment, channel, customerId } : null
  const { mutate } = show
  useEffect(() => {
    if (moment && channel && customerId) mutate({ body: { moment, channel, customerId } })
  }, [moment, channel, customerId, mutate])
  const back = <Back to="/outbox">{t('messages.outbox')}</Back>
  if (!may || !mayRead)
    return (
      <Page title={t('messages.try')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const moments = choices.data?.moments
  const chosen = moments?.find((one) => one.id === moment)
  const written = body ? show.data?.written : null
  const refused = body ? show.data?.refused : null
  return (
    <Page title={t('messages.try')} lead={t('messages.try-lead')} back={back} size="narrow">
      <ErrorNote error={choices.error ?? show.error} retry={choices.refetch} />
      {!moments && !choices.error && <Loading rows={3} />}
      {moments?.length === 0 && (
        <Empty icon={<IconPencil size={40} stroke={1.4} />} title={t('messages.try-none')}>
          {t('messages.try-none-text')}
        </Empty>
      )}
      {moments && moments.length > 0 && (
        <div className={classes.message}>
          <Row>
            <Select
              label={t('messages.try-moment')}
              searchable
              data={moments.map((one) => ({ value: one.id, label: one.title }))}
              value={moment}
              onChange={(id) => {
                setMoment(id)
                setChannel(moments.find((one) => one.id === id)?.channels[0] ?? null)
              }}
            />
            <Select
              label={t('messages.channel')}
              disabled={!chosen}
              data={(chosen?.channels ?? []).map((value) => ({ value, label: word('channel', value) }))}
              value={channel}
              onChange={(value) => setChannel(value as Channel | null)}
            />
          </Row>
          <CustomerPicker label={t('messages.try-customer')} except="" value={customerId} onChange={setCustomer} />
          {refused && <p role="status">{because(refused)}</p>}
          {written && body && <Written written={written} body={body} />}
        </div>
      )}
    </Page>
  )
}

interface WrittenProps {
  written: Tried
  body: { moment: string; channel: Channel; customerId: string }
}

/** The message as it would arrive, what it costs, and the same to oneself. */
function Written({ written, body }: WrittenProps) {
  const { t, word, number } = useWords()
  const maySend = useMay('loop.manage', null)
  const send = useDo(tryOnMyself)
  return (
    <div className={`${setup.panel} surface`}>
      <p className="dim">{t('messages.to', { to: written.to })}</p>
      {body.channel === 'push' && <p className={classes.line}>{t('messages.try-lock')}</p>}
      {written.subject && <strong>{written.subject}</strong>}
      {body.channel === 'push' && (
        <p className={classes.line} style={{ marginTop: 12 }}>
          {t('messages.try-page')}
        </p>
      )}
      <p className={classes.body}>{written.text}</p>
      <p className={classes.line}>
        {body.channel === 'push' && t('messages.try-free')}
        {body.channel !== 'push' &&
          written.costCents === null &&
          t('messages.try-no-price', { segments: written.segments })}
        {body.channel !== 'push' &&
          written.costCents !== null &&
          t('messages.try-cost', {
            segments: written.segments,
            amount: number(written.costCents / 100, {
              style: 'currency',
              currency: 'EUR',
              maximumFractionDigits: 3,
            }),
          })}
        {written.dear.length > 0 && ` · ${t('messages.try-dear', { signs: written.dear.join(' ') })}`}
      </p>
      <BecauseList because={written.because} />
      {maySend && written.because.length === 0 && (
        <Button
          mt="md"
          loading={send.isPending}
          onClick={() =>
            send.mutate(
              { body },
              {
                onError: toastProblem,
                onSuccess: ({ came, to, code }) =>
                  toast(t(`messages.test-${came}`, { to, why: word('provider-problem', code ?? 'unreachable') })),
              },
            )
          }
        >
          {t('messages.try-send')}
        </Button>
      )}
    </div>
  )
}
