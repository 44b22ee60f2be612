import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { listSurveys } from '../../../contract/asking.ts'
import { useAsk } from '../../ask.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'

/**
 * Where nobody has answered yet, the way to the first answer: a survey that is asked gets a door (a QR, a tablet) on its own page; without one,
 * a question is chosen first. For those who may ask.
 */
export function AskFirst() {
  const { t } = useWords()
  const may = useMay('surveys.manage', null)
  const surveys = useAsk(listSurveys, {}, { enabled: may })
  if (!may || !surveys.data) return null
  const open = surveys.data.surveys.find(({ state }) => state === 'open')
  return (
    <Group gap="sm" justify="center">
      {open && (
        <Button component={Link} {...({ to: '/voice/surveys/$id', params: { id: open.id }, hash: 'doors' } as object)}>
          {t('voice.first-door')}
        </Button>
      )}
      <Button component={Link} to="/voice/surveys" {...(open ? { variant: 'default' } : {})}>
        {t(open ? 'voice.first-surveys' : 'voice.first-ask')}
      </Button>
    </Group>
  )
}
