import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Figures() {
  return (
    <Page title="Figures">
      <Loading />
    </Page>
  )
}
