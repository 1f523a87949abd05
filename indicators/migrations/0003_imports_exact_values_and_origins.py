"""Published values keep every digit and are loaded without look-ups; what is loaded knows where it came from."""

import childservices.models.exact
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_entry_portfolio'),
    ]

    operations = [
        migrations.AddField(
            model_name='indicatorvalue',
            name='loaded_from',
            field=models.ForeignKey(blank=True, help_text='The spreadsheet that it came in.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='indicators.statisticsimport'),
        ),
        migrations.AddField(
            model_name='statisticsimport',
            name='kept',
            field=models.PositiveIntegerField(default=0, help_text='Figures of the same measures that stand here and not in the file.'),
        ),
        migrations.AddField(
            model_name='statisticsimport',
            name='notes',
            field=models.JSONField(blank=True, default=list, help_text='What was done on the way, a sentence each.'),
        ),
        migrations.AlterField(
            model_name='publishedvalue',
            name='area',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.area'),
        ),
        migrations.AlterField(
            model_name='publishedvalue',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='published_values', to='indicators.indicator'),
        ),
        migrations.AlterField(
            model_name='publishedvalue',
            name='period',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.publishedperiod'),
        ),
        migrations.AlterField(
            model_name='publishedvalue',
            name='value',
            field=childservices.models.exact.ExactDecimalField(decimal_places=12, max_digits=30, null=True),
        ),
    ]
