import { Alert } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { contactRules, type LawRule } from '../../../contract/consent.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { dayText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Articles } from '../consent/Articles.tsx'
import consent from '../consent/Consent.module.css'
import { More } from '../consent/More.tsx'
import { LawChoices } from './LawChoices.tsx'
import { LawProof } from './LawProof.tsx'
import { LawWordings } from './LawWordings.tsx'
import type { Rules } from './law-rules.ts'
import classes from './Setup.module.css'

/** How the law of contact is read here: who speaks, the choices, the rules with their sources, the words, the proof. */
export default function Law() {
  const { t } = useWords()
  const may = useMay('playbook.manage', null)
  const auditor = useMay('audit.read', null)
  const asked = useAsk(contactRules, {})
  const rules = asked.data
  return (
    <Page title={t('consent.law')} lead={t('consent.law-lead')} back={<Back to="/setup">{t('setup.title')}</Back>}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={4} />}
      {rules && (
        <>
          <Alert color="ink" variant="light" mb="xl" icon={<IconScale aria-hidden />}>
            {t('consent.not-advice')}
          </Alert>
          <LawChoices rules={rules} may={may} />
          <Packs packs={rules.packs} chosen={rules.settings.pack} />
          <LawWordings rules={rules} may={may} />
          {auditor && <LawProof />}
        </>
      )}
    </Page>
  )
}

/** Which packs are in force today: the chosen one, or the newest of each country that has begun. */
function inForce(packs: Rules['packs'], chosen: string, today: string): Set<string> {
  if (chosen !== 'auto') return new Set([chosen])
  const begun = packs.filter((pack) => pack.from <= today).sort((a, b) => b.from.localeCompare(a.from))
  return new Set(new Map(begun.toReversed().map((pack) => [pack.country, pack.id])).values())
}

function Packs({ packs, chosen }: { packs: Rules['packs']; chosen: string }) {
  const { t, locale } = useWords()
  const now = inForce(packs, chosen, new Date().toISOString().slice(0, 10))
  const countries = new Intl.DisplayNames([locale], { type: 'region' })
  return (
    <Section title={t('consent.packs')} note={packs.length}>
      <ul className={`${classes.parts} surface`}>
        {packs.map((pack) => (
          <li key={pack.id} style={{ padding: '12px 20px' }}>
            <h3 className={classes.name}>
              <span className={consent.code}>{pack.id}</span>
              {now.has(pack.id) && <Tone tone="good">{t('consent.pack-now')}</Tone>}
            </h3>
            <p className={classes.line}>
              {pack.country === '*'
                ? t('consent.pack-anywhere')
                : t('consent.pack-from', {
                    country: countries.of(pack.country) ?? pack.country,
                    day: dayText(pack.from, locale),
                  })}
            </p>
            <More title={t('consent.pack-rules', { n: pack.rules.length })}>
              <RulesOf rules={pack.rules} />
            </More>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const RulesOf = ({ rules }: { rules: readonly LawRule[] }) => (
  <div className={consent.rules}>
    <Articles articles={rules.map((rule) => rule.id)} rules={rules} />
  </div>
)
