/**
 * What every element does on paper: headings stay with what follows, pictures, rows and entries stay whole, addresses of other sites are readable,
 * and what is folded away is left out, not announced. What only an element itself knows (which of its controls go) it says in its own styles.
 */
import { css } from 'lit';

export const printStyles = css`
  @media print {
    h1,
    h2,
    h3,
    h4,
    .kicker,
    figcaption,
    caption,
    summary {
      break-after: avoid;
    }
    figure,
    lab-figure,
    canvas,
    tr,
    dl > div,
    dt,
    dd {
      break-inside: avoid;
    }
    dt {
      break-after: avoid;
    }
    thead {
      display: table-header-group;
    }
    p,
    li {
      orphans: 3;
      widows: 3;
    }
    a {
      color: inherit;
    }
    a[href^='http']::after {
      content: ' (' attr(href) ')';
      overflow-wrap: anywhere;
    }
    .scroll {
      overflow: visible;
    }
    summary {
      list-style: none;
    }
    [aria-live] {
      display: none;
    }
    :focus-visible {
      outline: none;
    }
    svg,
    canvas {
      max-width: 100%;
      height: auto;
    }
    details:not([open], td > details):not(:has(h2, h3)) {
      display: none;
    }
  }
`;
