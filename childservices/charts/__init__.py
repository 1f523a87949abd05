"""Charts as SVG: plain figures in, markup out; the page gives the table behind each chart."""

from childservices.charts.dot_plot import Dot, DotPlot, Kind, dot_plot
from childservices.charts.run_chart import Guide, Mark, Point, RunChart, run_chart

__all__ = ["Dot", "DotPlot", "Guide", "Kind", "Mark", "Point", "RunChart", "dot_plot", "run_chart"]
