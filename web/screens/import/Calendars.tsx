import { Button, Group, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { listCalendars, setCalendar } from '../../../contract/import-feeds.ts'
import { SERVICES, type Service, type Site } from '../../../contract/network.ts'
import { may } from '../../../contract/rights.ts'
import { readDesk, readFloor } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Import.module.css'

type Calendar = AnswerOf<typeof listCalendars>['calendars'][number]
const SEEN = [listCalendars, readFloor, readDesk]

/** The diaries that sites keep elsewhere, followed by their iCal address. */
export function Calendars() {
  const { t } = useWords()
  const me = useMe()
  const asked = useAsk(listCalendars, {}, { every: 60_000 })
  const sites = me.sites.filter((s) => may(me.roles, 'imports.manage', s.id))
  return (
    <Section title={t('import.calendars')}>
      <p className={classes.quiet} style={{ marginBottom: 14 }}>
        {t('import.calendars-text')}
      </p>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={2} />}
      {asked.data && (
        <ul className={`surface ${classes.rows}`}>
          {sites.map((site) => (
            <SiteCalendar
              key={site.id}
              site={site}
              calendar={asked.data.calendars.find((c) => c.siteId === site.id) ?? null}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

function SiteCalendar({ site, calendar }: { site: Site; calendar: Calendar | null }) {
  const { t, has } = useWords()
  const [open, setOpen] = useState(false)
  const set = useDo(setCalendar, { refresh: SEEN })
  const stop = () =>
    calendar &&
    set.mutate(
      { params: { site: site.id }, body: { url: '' } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(t('import.calendar-stopped', { site: site.name }), () =>
            set.mutateAsync({ params: { site: site.id }, body: { url: calendar.url } }),
          ),
      },
    )
  const problem = calendar?.problem
  return (
    <li>
      <div className={classes.rowHead}>
        <strong>{site.name}</strong>
        {!open && (
          <Group gap={4}>
            <Button
              variant={calendar ? 'subtle' : 'default'}
              size="sm"
              h={44}
              aria-label={t(calendar ? 'import.calendar-change-of' : 'import.calendar-follow-of', { site: site.name })}
              onClick={() => setOpen(true)}
            >
              {t(calendar ? 'import.calendar-change' : 'import.calendar-follow')}
            </Button>
            {calendar && (
              <Button
                variant="subtle"
                color="brick"
                size="sm"
                h={44}
                loading={set.isPending}
                aria-label={t('import.calendar-stop-of', { site: site.name })}
                onClick={stop}
              >
                {t('import.calendar-stop')}
              </Button>
            )}
          </Group>
        )}
      </div>
      {calendar && !open && (
        <div className={classes.calendar}>
          <span className={classes.address}>{calendar.url}</span>
          {problem ? (
            <Tone tone="bad">
              {has(`import.calendar-${problem}`) ? t(`import.calendar-${problem}` as never) : problem}
            </Tone>
          ) : (
            <span className={classes.found}>
              <Tone tone="good" icon={<IconCalendarCheck size={15} aria-hidden />}>
                {t('import.calendar-found', { n: calendar.found })}
              </Tone>
              {calendar.unmatched > 0 && (
                <Tone tone="wait">{t('import.calendar-unmatched', { n: calendar.unmatched })}</Tone>
              )}
            </span>
          )}
          <span className="dim">
            {calendar.checkedAt ? (
              <>
                {t('import.calendar-read')} <Time at={calendar.checkedAt} zone={site.timeZone} />
              </>
            ) : (
              t('import.calendar-soon')
            )}
          </span>
          {calendar.unmatched > 0 && !problem && (
            <span className={classes.quiet}>{t('import.calendar-unmatched-how')}</span>
          )}
        </div>
      )}
      {open && <CalendarForm site={site} calendar={calendar} close={() => setOpen(false)} />}
    </li>
  )
}

function CalendarForm({ site, calendar, close }: { site: Site; calendar: Calendar | null; close: () => void }) {
  const { t, word } = useWords()
  const form = useForm({
    initialValues: { url: calendar?.url ?? '', service: 'service' as Service },
    validate: { url: (url) => (/^(https?|webcal):\/\/\S+$/u.test(url.trim()) ? null : t('import.calendar-url-wrong')) },
  })
  const set = useDo(setCalendar, {
    refresh: SEEN,
    done: () => {
      toast(t('import.calendar-followed', { site: site.name }))
      close()
    },
  })
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={form.onSubmit(({ url, service }) =>
        set.mutate({ params: { site: site.id }, body: { url: url.trim(), service } }),
      )}
    >
      <Row>
        <TextInput
          ref={(node) => {
            if (node && document.activeElement?.tagName !== 'INPUT') node.focus()
          }}
          type="url"
          inputMode="url"
          label={t('import.calendar-url')}
          description={t('import.calendar-url-hint')}
          placeholder="https://…/agenda.ics"
          maxLength={1000}
          {...form.getInputProps('url')}
        />
        <Select
          label={t('import.calendar-service')}
          description={t('import.calendar-service-hint')}
          data={SERVICES.map((value) => ({ value, label: word('service', value) }))}
          {...form.getInputProps('service')}
        />
      </Row>
      <FormFooter submit={t('import.calendar-save')} busy={set.isPending} error={set.error} onCancel={close} />
    </form>
  )
}
