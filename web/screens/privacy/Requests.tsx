import { Button, SegmentedControl } from '@mantine/core'
import { IconGavel, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { listRequests } from '../../../contract/privacy.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { NewRequest } from './NewRequest.tsx'
import { RequestLine } from './RequestLine.tsx'

const PAGE = 30

/** The register: what people asked of their data, what is due first before the rest. */
export default function Requests() {
  const { t } = useWords()
  const registrar = useMay('requests.register', null)
  const manager = useMay('privacy.manage', null)
  const [open, setOpen] = useState(true)
  const [from, setFrom] = useState(0)
  const [adding, setAdding] = useState(false)
  const list = useAsk(
    listRequests,
    { query: { open: String(open), from, limit: PAGE } },
    { enabled: registrar, keep: true },
  )
  const back = <Back to="/setup">{t('setup.title')}</Back>
  if (!registrar)
    return (
      <Page title={t('privacy.requests')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
      {t('privacy.register')}
    </Button>
  )
  const requests = list.data?.requests
  return (
    <Page title={t('privacy.requests')} lead={t('privacy.requests-lead')} back={back} actions={add}>
      <SegmentedControl
        mb="lg"
        aria-label={t('privacy.which')}
        data={[
          { value: 'open', label: t('privacy.open-n', { n: list.data?.open ?? 0 }) },
          { value: 'over', label: t('privacy.over') },
        ]}
        value={open ? 'open' : 'over'}
        onChange={(value) => {
          setFrom(0)
          setOpen(value === 'open')
        }}
      />
      <ErrorNote error={list.error} retry={list.refetch} />
      {!requests && !list.error && <Loading rows={4} />}
      {requests?.length === 0 && (
        <Empty icon={<IconGavel size={40} stroke={1.4} />} title={t(open ? 'privacy.none-open' : 'privacy.none-over')}>
          {t('privacy.none-text')}
        </Empty>
      )}
      {requests && requests.length > 0 && (
        <People label={t('privacy.requests')}>
          {requests.map((request) => (
            <li key={request.id}>
              <RequestLine request={request} manager={manager} />
            </li>
          ))}
        </People>
      )}
      {(from > 0 || list.data?.more) && (
        <Button.Group mt="md">
          <Button variant="default" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - PAGE))}>
            {t('privacy.before')}
          </Button>
          <Button variant="default" disabled={!list.data?.more} onClick={() => setFrom(from + PAGE)}>
            {t('privacy.next')}
          </Button>
        </Button.Group>
      )}
      {adding && <NewRequest close={() => setAdding(false)} />}
    </Page>
  )
}
