import { Alert, Button, Switch } from '@mantine/core'
import { IconClock, IconDownload, IconEraser, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { customerConsents } from '../../../contract/consent.ts'
import { type Customer, readCustomer } from '../../../contract/customers.ts'
import { callOffErasure, customerRights, exportPerson, listRequests, objectTo } from '../../../contract/privacy.ts'
import { urlOf } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { EraseCustomer } from '../privacy/EraseCustomer.tsx'
import { NewRequest } from '../privacy/NewRequest.tsx'
import { RequestDue } from '../privacy/RequestDue.tsx'
import classes from './Customer.module.css'

/** Their rights over their data: to object, to have it all, to be erased; and what they asked. */
export function TheirRights({ customer, may }: { customer: Customer; may: boolean }) {
  const { t, word } = useWords()
  const manager = useMay('privacy.manage', null)
  const registrar = useMay('requests.register', null)
  const rights = useAsk(customerRights, { params: { id: customer.id } })
  const [open, setOpen] = useState<'erase' | 'request' | null>(null)
  const scheduled = rights.data?.requests.find((request) => request.state === 'scheduled')
  const waiting = rights.data?.requests.filter((request) => request.state === 'open') ?? []
  return (
    <Section title={t('privacy.their-rights')}>
      <div className={`surface ${classes.block}`}>
        <ErrorNote error={rights.error} retry={rights.refetch} />
        {scheduled && !customer.archivedAt && (
          <Scheduled id={scheduled.id} at={scheduled.eraseAt ?? ''} may={manager} />
        )}
        <div className={classes.lines}>
          {rights.data && <Objects customer={customer} since={rights.data.marketingObjection} may={may} />}
          {waiting.map((request) => (
            <p key={request.id} className={classes.quiet}>
              {word('privacy.kind', request.kind)} <RequestDue request={request} />
            </p>
          ))}
        </div>
        {(manager || registrar) && (
          <div className={classes.inset}>
            {manager && (
              <>
                <Button
                  component="a"
                  variant="default"
                  href={urlOf(exportPerson, { params: { id: customer.id } })}
                  download
                  leftSection={<IconDownload size={18} aria-hidden />}
                >
                  {t('privacy.export')}
                </Button>
                <p className={classes.quiet}>{t('privacy.export-text')}</p>
              </>
            )}
            {registrar && (
              <Button
                variant="default"
                leftSection={<IconPlus size={18} aria-hidden />}
                onClick={() => setOpen('request')}
              >
                {t('privacy.register')}
              </Button>
            )}
            {manager && !scheduled && (
              <Button
                variant="subtle"
                color="brick"
                leftSection={<IconEraser size={18} aria-hidden />}
                onClick={() => setOpen('erase')}
              >
                {t('privacy.erase')}
              </Button>
            )}
          </div>
        )}
      </div>
      {open === 'erase' && <EraseCustomer customer={customer} close={() => setOpen(null)} />}
      {open === 'request' && <NewRequest customer={customer} close={() => setOpen(null)} />}
    </Section>
  )
}

/** No reason is asked. A slip is taken back; nobody’s no becomes a yes by it. */
function Objects({ customer, since, may }: { customer: Customer; since: string | null; may: boolean }) {
  const { t } = useWords()
  const write = useDo(objectTo, { refresh: [customerRights, customerConsents, listRequests] })
  const say = (objects: boolean) =>
    write.mutate(
      { params: { id: customer.id }, body: { to: 'marketing', objects } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(
            t(objects ? 'privacy.objects-done' : 'privacy.objects-not-done'),
            () => write.mutateAsync({ params: { id: customer.id }, body: { to: 'marketing', objects: !objects } }),
            `objects ${customer.id}`,
          ),
      },
    )
  const now = write.isPending ? write.variables.body.objects : since !== null
  return (
    <Switch
      size="md"
      className={classes.switch ?? ''}
      disabled={!may}
      label={t('privacy.objects')}
      description={
        since ? (
          <>
            {t('privacy.objects-since')} <Time at={since} />
          </>
        ) : (
          t('privacy.objects-hint')
        )
      }
      checked={now}
      onChange={(event) => say(event.currentTarget.checked)}
    />
  )
}

/** What waits, until when, and the way back for whoever may: at the top of the page, and among their rights. */
export function Scheduled({ id, at, may }: { id: string; at: string; may: boolean }) {
  const { t } = useWords()
  const off = useDo(callOffErasure, {
    refresh: [customerRights, readCustomer, listRequests],
    done: () => toast(t('privacy.called-off')),
  })
  return (
    <Alert color="brick" variant="light" mb="md" icon={<IconClock aria-hidden />} title={t('privacy.scheduled')}>
      <p style={{ margin: '0 0 12px' }}>
        {t('privacy.scheduled-text')} <Time at={at} dated />
      </p>
      {may ? (
        <Button
          variant="default"
          loading={off.isPending}
          onClick={() => off.mutate({ params: { id } }, { onError: toastProblem })}
        >
          {t('privacy.call-off')}
        </Button>
      ) : (
        <p style={{ margin: 0 }}>{t('privacy.call-off-first')}</p>
      )}
    </Alert>
  )
}
