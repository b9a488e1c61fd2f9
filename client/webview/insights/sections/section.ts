import type { FromInsightsView, InsightsNumbers, InsightsResult } from '../../../../server/src/protocol/index.ts';
import type { Shown, View } from '../view.ts';

export type Send = (message: FromInsightsView) => void;

/** A part of the panel: when it is there, and what it looks like. */
export interface Section<Of extends View = View> {
  readonly applies: (view: View) => boolean;
  readonly render: (view: Of, send: Send) => HTMLElement;
}

export type WithNumbers = Shown & { readonly numbers: InsightsNumbers };
export type WithResult<State extends InsightsResult['state']> = Shown & {
  readonly result: Extract<InsightsResult, { state: State }>;
};

/** A section of the numbers, shown as soon as there are any. */
export function numbersSection(
  render: (numbers: InsightsNumbers, view: WithNumbers, send: Send) => HTMLElement,
  applies: (numbers: InsightsNumbers) => boolean = () => true,
): Section<WithNumbers> {
  return {
    applies: (view) => view.phase === 'shown' && view.numbers !== undefined && applies(view.numbers),
    render: (view, send) => render(view.numbers, view, send),
  };
}

/** A section of one kind of result. */
export function resultSection<State extends InsightsResult['state']>(
  state: State,
  render: (result: WithResult<State>['result'], view: WithResult<State>, send: Send) => HTMLElement,
): Section<WithResult<State>> {
  return {
    applies: (view) => view.phase === 'shown' && view.result.state === state,
    render: (view, send) => render(view.result, view, send),
  };
}
