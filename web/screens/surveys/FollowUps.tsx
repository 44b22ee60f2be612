import { ActionIcon, Button, Checkbox, Group, Select } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash, IconX } from '@tabler/icons-react'
import { BANDS, type FollowUp, type SurveyDraft } from '../../../contract/surveys.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Surveys.module.css'
import { blankFollowUp, freshKey, moved, withKind } from './survey-draft.ts'
import { TextFields } from './TextFields.tsx'

const KINDS = ['choice', 'choices', 'scale', 'text', 'yes-no'] as const

export interface DraftProps {
  draft: SurveyDraft
  set: (part: Partial<SurveyDraft>) => void
  /** What is wrong with this part, by its path. */
  wrong: (path: string) => string | undefined
}

/** Questions of the second step, each after all answers or only after some. */
export function FollowUps({ draft, set, wrong }: DraftProps) {
  const { t } = useWords()
  const { followUps } = draft
  const put = (at: number, next: FollowUp) => set({ followUps: followUps.map((each, n) => (n === at ? next : each)) })
  return (
    <Fields legend={t('asking.follow-ups')} hint={t('asking.follow-ups-hint')}>
      {followUps.map((each, at) => (
        <div key={each.key} className={classes.followUp}>
          <div className={classes.bar}>
            <strong>{t('asking.follow-up-n', { n: at + 1 })}</strong>
            <Group gap={4}>
              <ActionIcon
                size={40}
                variant="subtle"
                disabled={at === 0}
                aria-label={t('asking.up', { n: at + 1 })}
                onClick={() => set({ followUps: moved(followUps, at, -1) })}
              >
                <IconArrowUp size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={40}
                variant="subtle"
                disabled={at === followUps.length - 1}
                aria-label={t('asking.down', { n: at + 1 })}
                onClick={() => set({ followUps: moved(followUps, at, 1) })}
              >
                <IconArrowDown size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={40}
                variant="subtle"
                color="brick"
                aria-label={t('asking.remove', { n: at + 1 })}
                onClick={() => set({ followUps: followUps.filter((_, n) => n !== at) })}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </div>
          <One
            followUp={each}
            put={(next) => put(at, next)}
            wrong={(path) => wrong(`followUps.${at}.${path}`)}
            draft={draft}
          />
        </div>
      ))}
      {wrong('followUps') && <p role="alert">{wrong('followUps')}</p>}
      {followUps.length < 6 && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => set({ followUps: [...followUps, blankFollowUp(followUps)] })}
          >
            {t('asking.add-follow-up')}
          </Button>
        </div>
      )}
    </Fields>
  )
}

interface OneProps {
  followUp: FollowUp
  put: (next: FollowUp) => void
  wrong: (path: string) => string | undefined
  draft: SurveyDraft
}

function One({ followUp, put, wrong, draft }: OneProps) {
  const { t, word } = useWords()
  return (
    <>
      <Row>
        <Select
          label={t('asking.f-kind')}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: word('asking', `kind-${value}`) }))}
          value={followUp.kind}
          error={wrong('scale')}
          onChange={(next) => next && put(withKind(followUp, next as FollowUp['kind']))}
        />
        <Checkbox.Group
          label={t('asking.f-after')}
          description={followUp.after.length === 0 ? t('asking.after-all') : undefined}
          value={[...followUp.after]}
          onChange={(next) => put({ ...followUp, after: BANDS.filter((band) => next.includes(band)) })}
        >
          <Group gap="md" mt={8}>
            {BANDS.map((band) => (
              <Checkbox key={band} value={band} label={word('asking', `band-${band}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </Row>
      <TextFields
        label={t('asking.f-question')}
        languages={draft.languages}
        texts={followUp.title}
        set={(title) => put({ ...followUp, title })}
        wrong={(language) => wrong(`title.${language}`)}
        most={200}
      />
      {(followUp.kind === 'choice' || followUp.kind === 'choices') && (
        <Options followUp={followUp} put={put} wrong={wrong} draft={draft} />
      )}
    </>
  )
}

function Options({ followUp, put, wrong, draft }: OneProps) {
  const { t } = useWords()
  const { options } = followUp
  return (
    <div>
      <ul className={classes.options}>
        {options.map((option, at) => (
          <li key={option.key} className={classes.option}>
            <TextFields
              label={t('asking.f-option', { n: at + 1 })}
              languages={draft.languages}
              texts={option.title}
              set={(title) =>
                put({ ...followUp, options: options.map((each, n) => (n === at ? { ...each, title } : each)) })
              }
              wrong={(language) => wrong(`options.${at}.title.${language}`)}
              most={120}
            />
            <ActionIcon
              size={44}
              variant="subtle"
              aria-label={t('asking.remove-option', { n: at + 1 })}
              onClick={() => put({ ...followUp, options: options.filter((_, n) => n !== at) })}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {wrong('options') && <p role="alert">{wrong('options')}</p>}
      {options.length < 12 && (
        <Button
          mt="sm"
          size="compact-md"
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() =>
            put({
              ...followUp,
              options: [
                ...options,
                {
                  key: freshKey(
                    'a',
                    options.map((each) => each.key),
                  ),
                  title: {},
                },
              ],
            })
          }
        >
          {t('asking.add-option')}
        </Button>
      )}
    </div>
  )
}
