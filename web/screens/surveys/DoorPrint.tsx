import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { doorQr, readSurvey } from '../../../contract/asking.ts'
import { urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Surveys.module.css'

/** The card for the counter: the question in the languages of the survey, the QR, and what it costs: ten seconds. */
export default function DoorPrint() {
  const { t } = useWords()
  const { id = '', door: doorId = '' } = useParams({ strict: false }) as { id?: string; door?: string }
  const asked = useAsk(readSurvey, { params: { id } })
  const door = asked.data?.doors.find((each) => each.id === doorId)
  const survey = asked.data?.survey
  return (
    <Page
      title={t('asking.print-title')}
      lead={t('asking.print-lead')}
      back={<Back to={`/voice/surveys/${id}`}>{t('asking.to-survey')}</Back>}
      actions={
        <Button leftSection={<IconPrinter size={20} aria-hidden />} onClick={() => print()}>
          {t('asking.print')}
        </Button>
      }
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={1} as="card" />}
      {survey && door && (
        <div className={`${classes.poster} surface`}>
          <p>{door.site}</p>
          {survey.languages.slice(0, 2).map((language, at) =>
            at === 0 ? (
              <h2 key={language} lang={language}>
                {survey.question[language]}
              </h2>
            ) : (
              <p key={language} lang={language} className={classes.other}>
                {survey.question[language]}
              </p>
            ),
          )}
          <img
            src={urlOf(doorQr, { params: { id: door.id } })}
            width={300}
            height={300}
            alt={t('asking.qr-alt', { name: door.name })}
          />
          <p>{t('asking.ten-seconds')}</p>
          <p className={classes.address}>{door.address.replace(/^https?:\/\//u, '')}</p>
        </div>
      )}
    </Page>
  )
}
