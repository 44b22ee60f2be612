import { Alert, Button, Menu } from '@mantine/core'
import { IconArchive, IconCalendarPlus, IconDots, IconEye, IconHandStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Customer as CustomerData, readCustomer, updateCustomer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { customerRights } from '../../../contract/privacy.ts'
import { arrive, readDesk, readFloor } from '../../../contract/visits.ts'
import { call } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { MayWe } from '../consent/MayWe.tsx'
import { AskCustomer } from '../surveys/AskCustomer.tsx'
import { useSaidHere } from '../visit/actions.ts'
import { CustomerVoice } from '../voice/cases/CustomerVoice.tsx'
import { Appointments } from './Appointments.tsx'
import { Care } from './Care.tsx'
import { Contacts } from './Contacts.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { Identity } from './Identity.tsx'
import { JumpTo } from './JumpTo.tsx'
import { useLanguages } from './languages.ts'
import { Matters } from './Matters.tsx'
import { Orders } from './Orders.tsx'
import { Recognition } from './Recognition.tsx'
import { Records } from './Records.tsx'
import { Relations } from './Relations.tsx'
import { SeenBy } from './SeenBy.tsx'
import { Scheduled, TheirRights } from './TheirRights.tsx'
import { Timeline } from './Timeline.tsx'
import { Touches } from './Touches.tsx'
import { Vehicles } from './Vehicles.tsx'
import { PlayName } from './Voice.tsx'

/** THE customer's page: who they are, what they own, why they come, what happened. */
export default function Customer() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const asked = useAsk(readCustomer, { params: { id } })
  const back = <Back to="/customers">{t('customer.all')}</Back>
  if (asked.data) return <Whole key={id} customer={asked.data} back={back} />
  return (
    <Page title={t('customer.title')} back={back}>
      {asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={3} as="card" />}
    </Page>
  )
}

function Whole({ customer, back }: { customer: CustomerData; back: React.ReactNode }) {
  const { t } = useWords()
  const writer = useMay('customers.write', null)
  const visits = useMay('visits.read', null)
  const auditor = useMay('audit.read', null)
  const [booking, setBooking] = useState(false)
  // Nobody writes on a page that was put away: it is brought back first.
  const may = writer && !customer.archivedAt
  return (
    <Page
      title={customer.name || t('customer.title')}
      size="wide"
      back={back}
      lead={<Lead customer={customer} />}
      actions={
        <Actions customer={customer} may={may} writer={writer} auditor={auditor} book={() => setBooking(true)} />
      }
    >
      {customer.archivedAt && <Archived customer={customer} writer={writer} />}
      <JumpTo visits={visits} />
      <div className={classes.columns}>
        <div className={classes.about}>
          <Identity customer={customer} may={may} />
          <Contacts customer={customer} may={may} />
          <Care customer={customer} may={may} />
          <Relations customer={customer} may={may} />
        </div>
        <div className={classes.happening}>
          <div className={classes.first}>
            <Matters customer={customer} may={may} />
          </div>
          {visits && <Appointments customer={customer} may={may} booking={booking} setBooking={setBooking} />}
          <Vehicles customer={customer} may={may} />
          <Orders customer={customer} may={may} />
          <Touches customer={customer} />
          <CustomerVoice customerId={customer.id} />
          {!customer.archivedAt && <AskCustomer customerId={customer.id} name={customer.name} />}
          <Timeline customer={customer} may={may} />
        </div>
        <div className={classes.beyond}>
          {!customer.archivedAt && <MayWe customer={customer} may={may} />}
          <Recognition customer={customer} may={may} />
          <TheirRights customer={customer} may={may} />
          <Records customer={customer} may={may} />
        </div>
      </div>
      {auditor && <SeenBy customer={customer} />}
      <p className={classes.quiet}>
        {t('customer.changed')} <Time at={customer.updatedAt} />
      </p>
    </Page>
  )
}

/** Under the name: how it is said, how they like to be addressed, in which language. */
function Lead({ customer: c }: { customer: CustomerData }) {
  const { t, locale } = useWords()
  const { nameOf } = useLanguages()
  const said = [
    c.addressAs && c.addressAs !== c.name ? t('card.say-as', { said: c.addressAs }) : '',
    c.formality === 'tu' ? t('card.tu') : '',
    c.language === locale ? '' : t('card.speaks', { language: nameOf(c.language) }),
    c.city,
  ].filter(Boolean)
  return (
    <span className={classes.lead}>
      {c.hasVoice && <PlayName customer={c} />}
      {c.pronunciation && <em className={classes.sounds}>{c.pronunciation}</em>}
      {said.length > 0 && <span>{said.join(' · ')}</span>}
    </span>
  )
}

interface ActionsProps {
  customer: CustomerData
  may: boolean
  writer: boolean
  auditor: boolean
  book: () => void
}

function Actions({ customer, may, writer, auditor, book }: ActionsProps) {
  const { t } = useWords()
  const saidHere = useSaidHere()
  const { site } = useSite()
  const receive = useMay('visits.act')
  const archive = useArchive(customer)
  const here = useDo(arrive, { refresh: [readFloor, readDesk] })
  const say = () =>
    site &&
    here.mutate(
      { body: { siteId: site.id, customerId: customer.id, assetId: customer.assets[0]?.id ?? null } },
      {
        onError: toastProblem,
        onSuccess: (visit) => {
          saidHere(visit, customer.name)
        },
      },
    )
  return (
    <>
      {may && (
        <Button className={classes.act ?? ''} leftSection={<IconCalendarPlus size={20} aria-hidden />} onClick={book}>
          {t('customer.book')}
        </Button>
      )}
      {receive && site && !customer.archivedAt && (
        <Button
          className={classes.act ?? ''}
          variant="default"
          loading={here.isPending}
          leftSection={<IconHandStop size={20} aria-hidden />}
          onClick={say}
        >
          {t('customer.is-here')}
        </Button>
      )}
      {(writer || auditor) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px={12} aria-label={t('customer.more')}>
              <IconDots size={20} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {auditor && (
              <Menu.Item
                component={Link}
                {...({ to: '/setup/audit', search: { customer: customer.id } } as object)}
                leftSection={<IconEye size={18} aria-hidden />}
              >
                {t('customer.seen-by')}
              </Menu.Item>
            )}
            {may && (
              <Menu.Item
                color="brick"
                leftSection={<IconArchive size={18} aria-hidden />}
                onClick={() => archive.mutate(true)}
              >
                {t('customer.archive')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

/** Puts the page away, or brings it back; both can be taken back. */
function useArchive(customer: CustomerData) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const write = (archived: boolean, version: number) =>
    call(updateCustomer, { params: { id: customer.id }, body: { archived, version } })
  return useMutation({
    mutationFn: async (archived: boolean) => write(archived, (await cache.again()).version),
    onError: toastProblem,
    onSuccess: (saved, archived) => {
      cache.put(saved)
      undoable(
        t(archived ? 'customer.archived-done' : 'customer.restored-done', { name: customer.name }),
        async () => cache.put(await write(!archived, saved.version)),
        `archive ${customer.id}`,
      )
    },
  })
}

function Archived({ customer, writer }: { customer: CustomerData; writer: boolean }) {
  const { t } = useWords()
  const archive = useArchive(customer)
  const manager = useMay('privacy.manage', null)
  const rights = useAsk(customerRights, { params: { id: customer.id } })
  const scheduled = rights.data?.requests.find((request) => request.state === 'scheduled')
  if (scheduled) return <Scheduled id={scheduled.id} at={scheduled.eraseAt ?? ''} may={manager} />
  return (
    <Alert color="ink" variant="light" mb="lg" icon={<IconArchive aria-hidden />} title={t('customer.archived')}>
      <p style={{ margin: '0 0 12px' }}>
        {t('customer.archived-text')} {customer.archivedAt && <Time at={customer.archivedAt} />}
      </p>
      {rights.data?.archived && <WhenItGoes archived={rights.data.archived} />}
      {writer && rights.data && (
        <Button variant="default" loading={archive.isPending} onClick={() => archive.mutate(false)}>
          {t('customer.restore')}
        </Button>
      )}
    </Alert>
  )
}

/** Who put the page away, and what becomes of it. */
function WhenItGoes({ archived }: { archived: NonNullable<AnswerOf<typeof customerRights>['archived']> }) {
  const { t, word } = useWords()
  const { byRetention, lastContact, eraseFrom, held } = archived
  return (
    <p style={{ margin: '0 0 12px' }}>
      {byRetention && t('customer.archived-by-rule')}{' '}
      {lastContact && (
        <>
          {t('customer.archived-last')} <Time at={lastContact} />.
        </>
      )}{' '}
      {eraseFrom ? (
        <>
          {t('customer.archived-erased-from')} <Time at={eraseFrom} />
          {held.length > 0 &&
            t('customer.archived-held', { why: held.map((one) => word('privacy.hold', one)).join(', ') })}
          .
        </>
      ) : (
        t('customer.archived-stays')
      )}
    </p>
  )
}
