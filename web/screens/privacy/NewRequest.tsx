import { Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { customerRights, DOORS, listRequests, REQUEST_KINDS, registerRequest } from '../../../contract/privacy.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CustomerPicker } from '../customer/CustomerPicker.tsx'
import classes from './Privacy.module.css'

const today = (): string => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' }).format(new Date())

/** Writes a request down: what is asked, by whom, when it came and by what door. The clock does the rest. */
export function NewRequest({ customer, close }: { customer?: Customer; close: () => void }) {
  const { t, word, locale } = useWords()
  const { site } = useSite()
  const everywhere = useMay('privacy.manage', null)
  const [kind, setKind] = useState<(typeof REQUEST_KINDS)[number]>('access')
  const [known, setKnown] = useState<'yes' | 'no'>('yes')
  const [customerId, setCustomer] = useState<string | null>(customer?.id ?? null)
  const [who, setWho] = useState('')
  const [door, setDoor] = useState<(typeof DOORS)[number]>('counter')
  const [receivedOn, setReceived] = useState(today)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const register = useDo(registerRequest, {
    refresh: [listRequests, customerRights],
    done: (request) => {
      toast(t('privacy.registered', { day: dayText(request.dueOn, locale) }))
      close()
    },
  })
  const named = known === 'yes' ? customerId !== null : who.trim() !== ''
  return (
    <Modal
      opened
      onClose={close}
      title={t('privacy.register')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!named || !receivedOn) return
          const by = known === 'yes' ? { customerId } : { who: who.trim() }
          register.mutate({
            body: { kind, door, receivedOn, note: note.trim(), siteId: everywhere ? null : (site?.id ?? null), ...by },
          })
        }}
      >
        <Select
          data-autofocus
          label={t('privacy.what')}
          data={REQUEST_KINDS.map((value) => ({ value, label: word('privacy.kind', value) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => value && setKind(value as typeof kind)}
        />
        {!customer && (
          <WhoAsks
            known={known}
            setKnown={setKnown}
            customerId={customerId}
            setCustomer={setCustomer}
            who={who}
            setWho={setWho}
            tried={tried}
          />
        )}
        <Select
          label={t('privacy.door')}
          data={DOORS.map((value) => ({ value, label: word('privacy.door', value) }))}
          value={door}
          allowDeselect={false}
          onChange={(value) => value && setDoor(value as typeof door)}
        />
        <TextInput
          type="date"
          label={t('privacy.received')}
          description={t('privacy.received-hint')}
          max={today()}
          value={receivedOn}
          error={tried && !receivedOn ? t('start.needed') : null}
          onChange={(event) => setReceived(event.currentTarget.value)}
        />
        <Textarea
          label={t('privacy.note')}
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormFooter
          submit={t('privacy.register-do')}
          busy={register.isPending}
          error={register.error}
          onCancel={close}
        />
      </form>
    </Modal>
  )
}

interface WhoAsksProps {
  known: 'yes' | 'no'
  setKnown: (known: 'yes' | 'no') => void
  customerId: string | null
  setCustomer: (id: string | null) => void
  who: string
  setWho: (who: string) => void
  /** Sent once already: what is missing is said. */
  tried: boolean
}

/** One of the customers, or somebody whose name is all that is known. */
function WhoAsks({ known, setKnown, customerId, setCustomer, who, setWho, tried }: WhoAsksProps) {
  const { t } = useWords()
  return (
    <>
      <SegmentedControl
        aria-label={t('privacy.who')}
        data={[
          { value: 'yes', label: t('privacy.who-known') },
          { value: 'no', label: t('privacy.who-unknown') },
        ]}
        value={known}
        onChange={(value) => setKnown(value as 'yes' | 'no')}
      />
      {known === 'yes' ? (
        <CustomerPicker
          label={t('privacy.who')}
          except=""
          value={customerId}
          onChange={setCustomer}
          error={tried && !customerId ? t('start.needed') : null}
        />
      ) : (
        <TextInput
          label={t('privacy.who-name')}
          value={who}
          maxLength={150}
          error={tried && !who.trim() ? t('start.needed') : null}
          onChange={(event) => setWho(event.currentTarget.value)}
        />
      )}
    </>
  )
}
