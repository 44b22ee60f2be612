import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { listStaff, me as meEndpoint, type Staff, updateMe } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { LanguagePicker } from '../../parts/LanguagePicker.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CalendarState } from '../setup/CalendarState.tsx'
import classes from '../setup/Setup.module.css'

/** My language (changed at once), my telephone and my calendar. */
export function Profile() {
  const { t } = useWords()
  const me = useMe()
  const staff = useAsk(listStaff, {})
  const speak = useDo(updateMe, { refresh: [meEndpoint] })
  const mine = staff.data?.staff.find((s) => s.id === me.staffId)
  return (
    <>
      <Section title={t('shell.language')}>
        <div className={`${classes.panel} surface`}>
          <div className={classes.row}>
            <p className={classes.quiet}>{t('setup.language-text')}</p>
            <span>
              <LanguagePicker onChange={(locale) => speak.mutate({ body: { locale } }, { onError: toastProblem })} />
            </span>
          </div>
        </div>
      </Section>
      <Section title={t('setup.reach')}>
        <ErrorNote error={staff.error} retry={staff.refetch} />
        {mine ? <Reach mine={mine} /> : staff.error ? null : <Loading rows={2} />}
      </Section>
    </>
  )
}

function Reach({ mine }: { mine: Staff }) {
  const { t } = useWords()
  const [phone, setPhone] = useState(mine.phone ?? '')
  const [calendar, setCalendar] = useState(mine.calendarUrl ?? '')
  const [tried, setTried] = useState(false)
  const save = useDo(updateMe, { refresh: [listStaff, meEndpoint], done: () => toast(t('shell.saved')) })
  const wrong = calendar.trim() !== '' && !/^(https?|webcal):\/\/\S+$/u.test(calendar.trim())
  return (
    <form
      noValidate
      className={`${classes.panel} surface`}
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (!wrong) save.mutate({ body: { phone: phone.trim() || null, calendarUrl: calendar.trim() || null } })
      }}
    >
      <TextInput
        label={t('setup.my-phone')}
        description={t('setup.staff-phone-hint')}
        type="tel"
        autoComplete="tel"
        value={phone}
        onChange={(e) => setPhone(e.currentTarget.value)}
      />
      <TextInput
        label={t('setup.my-calendar')}
        description={t('setup.my-calendar-hint')}
        placeholder="https://…/agenda.ics"
        inputMode="url"
        autoComplete="off"
        value={calendar}
        error={tried && wrong ? t('setup.calendar-address-bad') : null}
        onChange={(e) => setCalendar(e.currentTarget.value)}
      />
      <CalendarState person={mine} />
      <FormFooter
        busy={save.isPending}
        dirty={phone !== (mine.phone ?? '') || calendar !== (mine.calendarUrl ?? '')}
        error={save.error}
      />
    </form>
  )
}
