import { Alert, Checkbox, NumberInput, Radio, Stack, Switch, Textarea } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { listReviews, type ReviewSettings, readReviewSettings, setReviewSettings } from '../../../contract/reviews.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Fields } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Badge } from './Badge.tsx'
import classes from './Reviews.module.css'
import { Subjects } from './Subjects.tsx'

type Known = AnswerOf<typeof readReviewSettings>

/** How reviews are published here, what is reviewed, the badge, and whether all are treated alike. */
export default function Settings() {
  const { t } = useWords()
  const may = useMay('reviews.manage', null)
  const known = useAsk(readReviewSettings, {}, { enabled: may })
  const back = <Back to="/voice/reviews">{t('reviews.title')}</Back>
  if (!may)
    return (
      <Page title={t('reviews.settings-title')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('reviews.settings-title')} lead={t('reviews.settings-lead')} back={back}>
      <ErrorNote error={known.error} retry={known.refetch} />
      {!known.data && !known.error && <Loading rows={4} as="card" />}
      {known.data && (
        <>
          <Alike known={known.data} />
          <How key={JSON.stringify(known.data.settings)} known={known.data} />
          <Subjects everywhere={known.data.mayChange} />
          <Badge />
        </>
      )}
    </Page>
  )
}

/** Refused by number of stars, of what was decided: were the unhappy treated like the happy? */
function Alike({ known }: { known: Known }) {
  const { t, percent } = useWords()
  const { refusals, because } = known
  if (refusals.length === 0) return null
  return (
    <Section title={t('reviews.alike')}>
      <p className={classes.quiet}>{t('reviews.alike-lead')}</p>
      {because.length > 0 && (
        <Alert color="brick" variant="light" my="sm" icon={<IconScale aria-hidden />} title={t('reviews.unequal')}>
          <BecauseList because={because} />
        </Alert>
      )}
      <table className={classes.shares}>
        <thead>
          <tr>
            <th scope="col">{t('reviews.col-stars')}</th>
            <th scope="col">{t('reviews.col-decided')}</th>
            <th scope="col">{t('reviews.col-refused')}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map(({ stars, decided, refused }) => (
            <tr key={stars}>
              <th scope="row">{t('reviews.n-stars', { n: stars })}</th>
              <td>{decided}</td>
              <td>
                {refused} ({percent(refused / decided)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function How({ known }: { known: Known }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<ReviewSettings>(known.settings)
  const save = useDo(setReviewSettings, {
    refresh: [readReviewSettings, listReviews],
    done: () => toast(t('reviews.saved')),
  })
  const set = (change: Partial<ReviewSettings>) => setDraft({ ...draft, ...change })
  const locked = !known.mayChange
  const dirty = JSON.stringify(draft) !== JSON.stringify(known.settings)
  const given = draft.inReturn.fr !== '' || draft.inReturn.en !== ''
  const [giving, give] = useState(given)
  return (
    <Section title={t('reviews.how')}>
      {locked && <p className={classes.quiet}>{t('reviews.how-locked')}</p>}
      <form
        className="surface"
        style={{ padding: '18px 20px' }}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ body: giving ? draft : { ...draft, inReturn: { fr: '', en: '' } } })
        }}
      >
        <fieldset disabled={locked} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Fields legend={t('reviews.offer')}>
            <Switch
              label={t('reviews.offered')}
              description={t('reviews.offered-hint')}
              checked={draft.offered}
              onChange={(e) => set({ offered: e.currentTarget.checked })}
            />
          </Fields>
          <Fields legend={t('reviews.unverified-title')} hint={t('reviews.unverified-hint')}>
            <Radio.Group
              aria-label={t('reviews.unverified-title')}
              value={draft.unverified}
              onChange={(value) => set({ unverified: value as ReviewSettings['unverified'] })}
            >
              <Stack gap="xs">
                <Radio value="never" label={t('reviews.unverified-never')} disabled={locked} />
                <Radio value="marked" label={t('reviews.unverified-marked')} disabled={locked} />
              </Stack>
            </Radio.Group>
          </Fields>
          <WhoPublishes draft={draft} set={set} locked={locked} />
          <InReturn draft={draft} set={set} giving={giving} give={give} />
        </fieldset>
        {!locked && <FormFooter busy={save.isPending} dirty={dirty || giving !== given} error={save.error} />}
      </form>
    </Section>
  )
}

interface PartProps {
  draft: ReviewSettings
  set: (change: Partial<ReviewSettings>) => void
}

function WhoPublishes({ draft, set, locked }: PartProps & { locked: boolean }) {
  const { t } = useWords()
  return (
    <Fields legend={t('reviews.who-publishes')} hint={t('reviews.delay-hint')}>
      <Radio.Group
        aria-label={t('reviews.who-publishes')}
        value={draft.byItself ? 'itself' : 'person'}
        onChange={(value) => set({ byItself: value === 'itself' })}
      >
        <Stack gap="xs">
          <Radio value="person" label={t('reviews.by-person')} disabled={locked} />
          <Radio value="itself" label={t('reviews.by-delay')} disabled={locked} />
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t('reviews.delay')}
        min={1}
        max={60}
        allowDecimal={false}
        maw={320}
        value={draft.delayDays}
        onChange={(value) => set({ delayDays: Number(value) || 1 })}
      />
      <NumberInput
        label={t('reviews.keep')}
        description={t('reviews.keep-hint')}
        min={1}
        max={120}
        allowDecimal={false}
        maw={320}
        value={draft.keepMonths}
        onChange={(value) => set({ keepMonths: Number(value) || 1 })}
      />
    </Fields>
  )
}

/** What an author was given for a review, to be told beside it. */
function InReturn({ draft, set, giving, give }: PartProps & { giving: boolean; give: (giving: boolean) => void }) {
  const { t } = useWords()
  return (
    <Fields legend={t('reviews.in-return')} hint={t('reviews.in-return-hint')}>
      <Checkbox label={t('reviews.in-return-yes')} checked={giving} onChange={(e) => give(e.currentTarget.checked)} />
      {giving && (
        <>
          <Textarea
            label={t('reviews.in-return-fr')}
            autosize
            maxLength={400}
            required
            value={draft.inReturn.fr}
            onChange={(e) => set({ inReturn: { ...draft.inReturn, fr: e.currentTarget.value } })}
          />
          <Textarea
            label={t('reviews.in-return-en')}
            autosize
            maxLength={400}
            required
            value={draft.inReturn.en}
            onChange={(e) => set({ inReturn: { ...draft.inReturn, en: e.currentTarget.value } })}
          />
        </>
      )}
    </Fields>
  )
}
