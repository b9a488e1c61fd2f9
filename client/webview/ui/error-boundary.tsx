import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface Props {
  /** What is missing then: “This panel”, “Trend”. */
  readonly what: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

/** A defect in a part of a page takes only that part down, and says so. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="defect" role="alert">
        <Icon name="error" />
        <p>
          {this.props.what} could not be drawn: {error.message}
        </p>
        <Button onPress={() => this.setState({ error: undefined })}>Try Again</Button>
      </div>
    );
  }
}
