/** Plotly, which draws the still charts that Python makes; a page fetches it once. */

let library;

/** The library at this address; a script on the page that fetches it already is waited for. */
export function plotly(address) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  library ??= new Promise((resolve, reject) => {
    const known = document.querySelector(`script[src="${address}"]`);
    const script = known ?? document.createElement("script");
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => {
      library = undefined; // the next chart tries again
      script.remove();
      reject(new Error("the chart library could not be fetched"));
    });
    if (known) return;
    script.src = address;
    document.head.append(script);
  });
  return library;
}
