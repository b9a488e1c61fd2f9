import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { liveRegion } from './announce.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { language } from './format.ts';

/** Shows a page in VS Code's language. */
export function mount(page: ReactNode): void {
  liveRegion();
  createRoot(document.getElementById('root') as HTMLElement).render(
    <I18nProvider locale={language}>
      <ErrorBoundary what="This panel">{page}</ErrorBoundary>
    </I18nProvider>,
  );
}
